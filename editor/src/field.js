// One field: the textarea of the page, hidden, and the editor in its place that writes into it what is to be posted.
import { baseKeymap, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { InputRule, inputRules, undoInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { DOMParser as Reader } from "prosemirror-model";
import { splitListItem } from "prosemirror-schema-list";
import { EditorState, Plugin } from "prosemirror-state";
import { Decoration, DecorationSet, EditorView } from "prosemirror-view";
import * as act from "./commands.js";
import { RTL, fromText, reduced } from "./paste.js";
import { schema } from "./schema.js";
import { Toolbar } from "./toolbar.js";
import { length, write } from "./write.js";

// Before HTML that is posted in place of marks: forms/marked.py.
const HTML_FOLLOWS = "<!--html-->";
const { bullet_list, ordered_list, list_item, paragraph } = schema.nodes;
const hasMark = (type) => (state) => {
  const { empty, $from, from, to } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks || $from.marks())) : state.doc.rangeHasMark(from, to, type);
};
const simple = (command, on) => ({ command, on, can: (state) => command(state) });

function actions(dialogs) {
  const { strong, em } = schema.marks;
  return {
    strong: simple(toggleMark(strong), hasMark(strong)), em: simple(toggleMark(em), hasMark(em)),
    h2: simple(act.toHeading(2), act.inHeading(2)), h3: simple(act.toHeading(3), act.inHeading(3)), h4: simple(act.toHeading(4), act.inHeading(4)),
    ul: simple(act.toList(bullet_list), act.inList(bullet_list)), ol: simple(act.toList(ordered_list), act.inList(ordered_list)),
    deeper: simple(act.deeper), shallower: simple(act.shallower), quote: simple(act.quote, act.inQuote),
    rtl: simple(act.toDirection("rtl"), act.looksLike("dir", "rtl")), ltr: simple(act.toDirection("ltr"), act.looksLike("dir", "ltr")),
    undo: simple(undo), redo: simple(redo), intable: { on: act.inTable },
    "row-add": simple(act.addRow), "row-drop": simple(act.dropRow), "column-add": simple(act.addColumn), "column-drop": simple(act.dropColumn),
    head: simple(act.head, act.hasHead), "table-drop": simple(act.dropTable),
    link: {
      on: (state) => Boolean(act.linkAround(state).mark),
      ask: (view, then) => {
        const range = act.linkAround(view.state);
        dialogs.link(range, then((answer) => act.link(range, answer.remove ? "" : answer.href, answer.words || "")));
      },
    },
    table: { can: act.mayTable, ask: (view, then) => dialogs.table(then((answer) => act.addTable(answer.rows, answer.columns, answer.head, answer.caption))) },
    lang: {
      on: (state) => !act.looksLike("lang", null)(state),
      ask: (view, then) => dialogs.language(view.state.selection.$from.node(1).attrs.lang, then((answer) => act.look("lang", answer.lang))),
    },
    keys: { ask: (_view, then) => dialogs.keys(then(() => null)) },
  };
}

// Who knows the marks may type them: "## ", "- ", "1. ", "> " at the beginning of a paragraph.
function rule(pattern, command) {
  return new InputRule(pattern, (state, match, start, end) => {
    const { $from } = state.selection;
    if ($from.depth !== 1 || $from.parent.type !== paragraph || start !== $from.start()) { return null; }
    const tr = state.tr.delete(start, end);
    let made = null;
    command(match)(state.apply(tr), (done) => { made = done; });
    if (made) { made.steps.forEach((step) => tr.step(step)); }
    return made ? tr : null;
  });
}
const typed = () => inputRules({ rules: [
  rule(/^(#{2,4}) $/, (match) => act.toHeading(match[1].length)), rule(/^- $/, () => act.toList(bullet_list)),
  rule(/^1\. $/, () => act.toList(ordered_list)), rule(/^> $/, () => act.quote),
] });

// Each block runs as its first letter says, as `dir="auto"` will have it; where nothing is written yet, as the field's
// language does. An empty caption says that it is one.
const running = (direction, words) => new Plugin({
  props: {
    decorations(state) {
      const found = [];
      state.doc.forEach((node, place) => {
        const first = node.attrs.dir === "auto" ? /\p{L}/u.exec(node.textContent) : null;
        const dir = node.attrs.dir !== "auto" ? node.attrs.dir : first ? (RTL.test(first[0]) ? "rtl" : "ltr") : direction;
        found.push(Decoration.node(place, place + node.nodeSize, { dir }));
        if (node.type.name === "table" && !node.child(0).content.size) {
          found.push(Decoration.node(place + 1, place + 1 + node.child(0).nodeSize, { "data-empty": words }));
        }
      });
      return DecorationSet.create(state.doc, found);
    },
  },
  appendTransaction: (transactions, _old, state) => (transactions.some((tr) => tr.docChanged) ? act.orderly(state) : null),
});

function keys(press, toToolbar) {
  const named = (name) => () => { press(name); return true; };
  return keymap({
    "Mod-b": named("strong"), "Mod-i": named("em"), "Mod-k": named("link"), "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo,
    "Shift-Mod-7": act.toList(ordered_list), "Shift-Mod-8": act.toList(bullet_list), "Shift-Mod-9": act.quote,
    "Mod-]": act.deeper, "Mod-[": act.shallower, "Alt-F10": () => { toToolbar(); return true; },
    Enter: act.chainCommands(act.nextCell, splitListItem(list_item)), "Shift-Enter": act.chainCommands(act.nextCell, act.newLine), "Mod-Enter": act.chainCommands(act.nextCell, act.newLine),
    Backspace: act.chainCommands(undoInputRule, act.headingBack),
  });
}

export class Field {
  constructor(area, label, parts, dialogs) {
    this.area = area;
    this.label = label;
    const given = area.value.startsWith(HTML_FOLLOWS) ? area.value.slice(HTML_FOLLOWS.length) : area.dataset.html;
    this.first = area.value;
    this.box = parts.querySelector(".ed").cloneNode(true);
    const bar = this.box.querySelector("[role=toolbar]"), place = this.box.querySelector(".ed-place"), name = this.box.querySelector(".ed-name");
    const id = area.id;
    label.id = label.id || `label-${id}`;
    name.id = `bar-${id}`;
    bar.setAttribute("aria-labelledby", `${name.id} ${label.id}`);
    bar.setAttribute("aria-controls", `editor-${id}`);
    const hint = this.box.querySelector(".ed-hint");
    hint.id = `hint-${id}`;
    this.actions = actions(dialogs);
    this.bar = new Toolbar(bar, { actions: this.actions, run: (what, byKey) => this.press(what, byKey), leave: () => this.view.focus() });
    this.view = new EditorView(place, {
      state: this.state(given, place.dataset.caption),
      attributes: {
        id: `editor-${id}`, class: "ed-text prose", role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, lang: area.lang, dir: area.dir,
        "aria-describedby": [...(area.getAttribute("aria-describedby") || "").split(" ").filter((one) => !one.startsWith("marks-")), hint.id].filter(Boolean).join(" "),
        ...(area.getAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}), ...(area.required ? { "aria-required": "true" } : {}),
        ...(Number(area.rows) >= 10 ? { "data-long": "" } : {}),
      },
      scrollMargin: { top: 90, bottom: 20, left: 0, right: 0 },
      transformPastedHTML: reduced,
      clipboardTextParser: fromText,
      dispatchTransaction: (tr) => {
        this.view.updateState(this.view.state.apply(tr));
        this.bar.show(this.view.state);
        if (tr.docChanged) { this.keep(); }
      },
    });
    this.before = write(this.view.state.doc);
    this.bar.show(this.view.state);
    this.listen();
    area.after(this.box);
    area.hidden = true;
  }

  state(html, caption) {
    const read = new DOMParser().parseFromString(html || "", "text/html");
    const state = EditorState.create({
      doc: Reader.fromSchema(schema).parse(read.body),
      plugins: [typed(), keys((name) => this.press(name, true), () => this.bar.focus()), keymap(baseKeymap), history(), running(this.area.dir, caption)],
    });
    const order = act.orderly(state);
    return order ? state.apply(order.setMeta("addToHistory", false)) : state;
  }

  listen() {
    // What a keyboard on the screen has written and not yet told of goes with the form.
    this.area.form.addEventListener("submit", () => this.view.domObserver.flush());
    this.label.addEventListener("click", () => this.view.focus());
    document.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest("a[href]");
      if (link && link.getAttribute("href") === `#${this.area.id}`) {
        event.preventDefault();
        this.view.focus();
        this.box.scrollIntoView({ block: "nearest" });
      }
    });
  }

  // Do what a button or a key says; what a dialog asks for is done when it is answered, and the focus is in the text again.
  press(name, byKey) {
    const action = this.actions[name], { view } = this;
    if (!action.ask) {
      if (action.command(view.state, view.dispatch)) { view.focus(); } else if (!byKey) { view.focus(); }
      return;
    }
    action.ask(view, (command) => (answer) => {
      const made = answer && command(answer);
      if (made) { made(view.state, view.dispatch); }
      view.focus();
    });
  }

  // What was not changed is posted as it came.
  keep() {
    const { doc } = this.view.state, html = write(doc);
    this.area.value = html === this.before ? this.first : HTML_FOLLOWS + html;
    this.area.form.dispatchEvent(new Event("input"));
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.count(doc), 600);
  }

  count(doc) {
    const note = document.getElementById(`limit-${this.area.id}`), left = note && note.querySelector("[data-left]");
    if (left) {
      left.querySelector("bdi").textContent = Number(this.area.dataset.limit) - length(doc);
      left.hidden = false;
    }
  }
}
