// Comfort on top of a textarea: where this does not load or does not run, the textarea and its marks are still there.
import { Dialogs } from "./dialogs.js";
import { Field } from "./field.js";

const template = document.getElementById("editor-parts");
const areas = Array.from(document.querySelectorAll("textarea[data-html]"));

function start(area, parts, dialogs) {
  const label = document.querySelector(`label[for="${area.id}"]`);
  // Who was quicker than this script has begun to type marks: they keep them.
  const begun = area.value !== area.defaultValue && !area.value.startsWith("<!--html-->");
  if (!label || begun) { return; }
  const focused = document.activeElement === area;
  try {
    const field = new Field(area, label, parts, dialogs);
    if (focused) { field.view.focus(); }
    const group = area.closest("fieldset.group");
    if (group) { group.querySelectorAll("[data-marks]").forEach((hint) => { hint.hidden = true; }); }
  } catch (error) {
    area.hidden = false;
    const box = area.parentNode.querySelector(".ed");
    if (box) { box.remove(); }
    throw error;
  }
}

if (template && areas.length) {
  const parts = template.content, dialogs = new Dialogs(parts);
  areas.forEach((area) => {
    const drawer = area.closest("details:not([open])");
    if (drawer) { drawer.addEventListener("toggle", () => start(area, parts, dialogs), { once: true }); } else { start(area, parts, dialogs); }
  });
}
