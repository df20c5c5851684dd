// What a text may hold: the allow-list of language/html.py as language/rich.py reads it, and nothing else.
import { Schema } from "prosemirror-model";

const DIRECTIONS = ["rtl", "ltr"];
const LANGUAGES = ["ar", "ary", "zgh", "fr", "en"];
// As language/href.py: http, https, mailto, or an address in the portal.
const ADDRESS = /^(?:https?:\/\/[^\s/?#\\][^\s\\]*|mailto:[^\s\\]+|\/(?![/\\])[^\s\\]*)$/i;

export const safe = (address) => ADDRESS.test(address);

// A block that stands on its own has a direction, by itself that of its first word, and may have a language.
const look = { dir: { default: "auto" }, lang: { default: null } };
const seen = (dom) => ({
  dir: DIRECTIONS.includes(dom.getAttribute("dir")) ? dom.getAttribute("dir") : "auto",
  lang: LANGUAGES.includes(dom.getAttribute("lang")) ? dom.getAttribute("lang") : null,
});
// The direction that follows from the words is shown by a decoration (field.js), which knows what is outermost.
const shown = (node) => ({ dir: node.attrs.dir === "auto" ? null : node.attrs.dir, lang: node.attrs.lang });
const block = (tag, content, more = {}) => ({
  content, group: "block", attrs: look, defining: true, parseDOM: [{ tag, getAttrs: seen }], toDOM: (node) => [tag, shown(node), 0], ...more,
});

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: block("p", "inline*", { defining: false }),
    heading: {
      content: "inline*", group: "block", defining: true, attrs: { level: { default: 2 }, ...look },
      parseDOM: [2, 3, 4].map((level) => ({ tag: `h${level}`, getAttrs: (dom) => ({ level, ...seen(dom) }) })),
      toDOM: (node) => [`h${node.attrs.level}`, shown(node), 0],
    },
    bullet_list: block("ul", "list_item+", { group: "block list" }),
    ordered_list: block("ol", "list_item+", { group: "block list" }),
    list_item: { content: "paragraph list*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
    blockquote: block("blockquote", "paragraph+"),
    table: block("table", "table_caption table_row+", { isolating: true }),
    table_caption: {
      content: "text*", isolating: true, parseDOM: [{ tag: "caption" }], toDOM: () => ["caption", 0],
    },
    table_row: { content: "table_cell+", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
    table_cell: {
      content: "text*", isolating: true, attrs: { head: { default: false } },
      parseDOM: [{ tag: "td" }, { tag: "th", getAttrs: () => ({ head: true }) }],
      toDOM: (node) => [node.attrs.head ? "th" : "td", 0],
    },
    text: { group: "inline" },
    hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  },
  marks: {
    link: {
      attrs: { href: {} }, inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (dom) => safe(dom.getAttribute("href")) && { href: dom.getAttribute("href") } }],
      toDOM: (mark) => ["a", { href: mark.attrs.href }, 0],
    },
    strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  },
});
