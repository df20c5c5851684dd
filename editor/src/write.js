// The document as the HTML that is posted. The server reads it, as it reads the marks, into one and the same form.
const escape = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const TAGS = { paragraph: "p", bullet_list: "ul", ordered_list: "ol", blockquote: "blockquote", list_item: "li", table: "table", table_caption: "caption", table_row: "tr" };

function words(node) {
  if (!node.isText) { return "<br>"; }
  return node.marks.reduceRight((inner, mark) => (
    mark.type.name === "link" ? `<a href="${escape(mark.attrs.href)}">${inner}</a>` : `<${mark.type.name}>${inner}</${mark.type.name}>`
  ), escape(node.text));
}

function element(node, outermost) {
  if (node.isInline) { return words(node); }
  const name = node.type.name;
  const tag = name === "heading" ? `h${node.attrs.level}` : name === "table_cell" ? (node.attrs.head ? "th" : "td") : TAGS[name];
  const inner = write(node, false);
  if (name === "paragraph" && !outermost && !inner) { return ""; }
  const look = outermost ? ` dir="${node.attrs.dir}"${node.attrs.lang ? ` lang="${node.attrs.lang}"` : ""}` : "";
  return `<${tag}${look}>${inner}</${tag}>`;
}

export function write(node, outermost = true) {
  let out = "";
  node.forEach((child) => {
    if (!outermost || child.textContent.trim() || child.type.name === "table") { out += element(child, outermost); }
  });
  return out;
}

// About how long the text is in marks, which is what the server counts.
export function length(doc) {
  let count = 0;
  doc.descendants((node) => {
    if (node.isText) { count += Array.from(node.text).length + node.marks.reduce((sum, mark) => sum + (mark.attrs.href ? mark.attrs.href.length + 4 : 2), 0); }
    else if (node.isTextblock) { count += node.childCount ? { heading: 6, table_cell: 3 }[node.type.name] || 3 : 0; }
    else if (node.isInline) { count += 1; }
  });
  return Math.max(0, count - 3);
}
