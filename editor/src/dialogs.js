// Three small windows, made from the page's template: a link, a table, the language of a passage, and the list of keys.
import { Finder } from "./finder.js";
import { safe } from "./schema.js";

export class Dialogs {
  constructor(parts) {
    this.made = {};
    parts.querySelectorAll("dialog").forEach((dialog) => {
      this.made[dialog.dataset.dialog] = dialog;
      document.body.append(dialog);
      dialog.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button && button.value) { this.press(dialog, button.value); } else if (event.target === dialog) { dialog.close(); }
      });
      dialog.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && event.target.matches("input:not([type=search]), select")) { event.preventDefault(); this.press(dialog, "yes"); }
      });
      dialog.addEventListener("input", (event) => this.problem(dialog, event.target, false));
      if (dialog.dataset.dialog === "link") { this.finder = new Finder(dialog); }
      dialog.addEventListener("close", () => { const done = this.done; this.done = null; if (done) { done(this.answer); } });
    });
  }

  // Show a dialog; `fill` sets its fields, `take` reads them (null: not yet right), `done` gets the answer or null.
  open(name, fill, take, done) {
    const dialog = this.made[name];
    dialog.querySelectorAll("input, select").forEach((control) => this.problem(dialog, control, false));
    fill(dialog);
    this.take = take;
    this.answer = null;
    this.done = done;
    dialog.showModal();
    const first = dialog.querySelector("input:not([hidden]), select");
    if (first) { first.focus(); if (first.select) { first.select(); } }
  }

  press(dialog, value) {
    if (value === "yes") {
      this.answer = this.take(dialog);
      if (this.answer === null) { return; }
    } else { this.answer = value === "remove" ? { remove: true } : null; }
    dialog.close();
  }

  problem(dialog, control, wrong) {
    const words = dialog.querySelector(`[data-wrong-for="${control.id}"]`);
    if (!words) { return; }
    words.hidden = !wrong;
    control.toggleAttribute("aria-invalid", wrong);
    if (wrong) { control.setAttribute("aria-invalid", "true"); control.focus(); }
  }

  link(range, done) {
    const at = (dialog, name) => dialog.querySelector(`[data-field="${name}"]`);
    this.open("link", (dialog) => {
      at(dialog, "address").value = range.mark || "";
      at(dialog, "words").value = "";
      at(dialog, "words").closest(".field").hidden = range.from !== range.to;
      dialog.querySelector('[value="remove"]').hidden = !range.mark;
      this.finder.clear();
    }, (dialog) => {
      let href = at(dialog, "address").value.trim();
      if (/^[^\s/@:]+@[^\s/@]+\.[^\s/@]+$/.test(href)) { href = `mailto:${href}`; }
      else if (/^[\p{L}\d-]+(\.[\p{L}\d-]+)+([/?#]|$)/u.test(href)) { href = `https://${href}`; }
      if (href.startsWith(location.origin + "/")) { href = href.slice(location.origin.length); }
      if (!safe(href)) { this.problem(dialog, at(dialog, "address"), true); return null; }
      return { href, words: at(dialog, "words").value.trim() || href.replace(/^(mailto:|https?:\/\/)/, "") };
    }, done);
  }

  table(done) {
    const number = (dialog, name) => Math.min(Number(dialog.querySelector(`[data-field="${name}"]`).max), Math.max(1, Number(dialog.querySelector(`[data-field="${name}"]`).value) || 1));
    this.open("table", (dialog) => { dialog.querySelector('[data-field="caption"]').value = ""; }, (dialog) => ({
      rows: number(dialog, "rows"), columns: number(dialog, "columns"),
      head: dialog.querySelector('[data-field="head"]').checked, caption: dialog.querySelector('[data-field="caption"]').value.trim(),
    }), done);
  }

  language(now, done) {
    const list = (dialog) => dialog.querySelector("select");
    this.open("language", (dialog) => { list(dialog).value = now || ""; }, (dialog) => ({ lang: list(dialog).value || null }), done);
  }

  keys(done) { this.open("keys", () => {}, () => ({}), done); }
}
