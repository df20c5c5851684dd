// What the buttons and keys do. Each is a ProseMirror command: (state, dispatch) => could it be done.
import { chainCommands, lift, wrapIn } from "prosemirror-commands";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { Selection, TextSelection } from "prosemirror-state";
import { schema } from "./schema.js";

const { paragraph, heading, bullet_list, ordered_list, list_item, blockquote, table, table_caption, table_row, table_cell, hard_break } = schema.nodes;

// Around the cursor.
export function around(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) { if ($from.node(depth).type === type) { return depth; } }
  return 0;
}
function outermost(state) {
  const { from, to } = state.selection, found = [];
  state.doc.forEach((node, place) => { if (place <= to && place + node.nodeSize > from) { found.push({ node, place }); } });
  return found;
}
export const listAround = (state) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) { if ([bullet_list, ordered_list].includes($from.node(depth).type)) { return depth; } }
  return 0;
};

// Headings.
export const inHeading = (level) => (state) => outermost(state).every(({ node }) => node.type === heading && node.attrs.level === level);
export const toHeading = (level) => (state, dispatch) => {
  const blocks = outermost(state).filter(({ node }) => node.type === paragraph || node.type === heading);
  if (!blocks.length) { return false; }
  if (dispatch) {
    const back = inHeading(level)(state), tr = state.tr;
    blocks.forEach(({ node, place }) => {
      const { dir, lang } = node.attrs;
      tr.setNodeMarkup(place, back ? paragraph : heading, back ? { dir, lang } : { dir, lang, level });
    });
    dispatch(tr.scrollIntoView());
  }
  return true;
};
export function headingBack(state, dispatch) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset || $from.parent.type !== heading) { return false; }
  return toHeading($from.parent.attrs.level)(state, dispatch);
}

// Lists and quotations.
export const inList = (type) => (state) => { const depth = listAround(state); return depth > 0 && state.selection.$from.node(depth).type === type; };
export const toList = (type) => (state, dispatch) => {
  const depth = listAround(state), { $from } = state.selection;
  if (depth && $from.node(depth).type === type) { return liftListItem(list_item)(state, dispatch); }
  if (depth) {
    if (dispatch) { dispatch(state.tr.setNodeMarkup($from.before(depth), type, $from.node(depth).attrs)); }
    return true;
  }
  if ($from.parent.type === heading) {
    if (!dispatch) { return true; }
    const tr = state.tr.setNodeMarkup($from.before(), paragraph, { dir: $from.parent.attrs.dir, lang: $from.parent.attrs.lang });
    return wrapInList(type, tr.doc.resolve($from.pos).parent.attrs)(state.apply(tr), (wrapped) => { wrapped.steps.forEach((step) => tr.step(step)); dispatch(tr); });
  }
  if ($from.depth !== 1) { return false; }
  const { dir, lang } = $from.parent.attrs;
  return wrapInList(type, { dir, lang })(state, dispatch);
};
export const deeper = sinkListItem(list_item);
export const shallower = liftListItem(list_item);
export const inQuote = (state) => around(state, blockquote) > 0;
export const quote = (state, dispatch) => {
  if (inQuote(state)) { return lift(state, dispatch); }
  const { $from } = state.selection;
  if ($from.depth !== 1 || $from.parent.type !== paragraph) { return false; }
  const { dir, lang } = $from.parent.attrs;
  return wrapIn(blockquote, { dir, lang })(state, dispatch);
};
export const newLine = (state, dispatch) => {
  if (!state.selection.$from.parent.type.contentMatch.matchType(hard_break)) { return false; }
  if (dispatch) { dispatch(state.tr.replaceSelectionWith(hard_break.create()).scrollIntoView()); }
  return true;
};

// Direction and language belong to the block that stands on its own: a whole list, a whole table.
export const looksLike = (name, value) => (state) => outermost(state).every(({ node }) => node.attrs[name] === value);
export const look = (name, value) => (state, dispatch) => {
  if (dispatch) {
    const tr = state.tr;
    outermost(state).forEach(({ node, place }) => tr.setNodeMarkup(place, null, { ...node.attrs, [name]: value }));
    dispatch(tr.scrollIntoView());
  }
  return true;
};
export const toDirection = (value) => (state, dispatch) => look("dir", looksLike("dir", value)(state) ? "auto" : value)(state, dispatch);

// Links.
export function linkAround(state) {
  const { $from, from, to, empty } = state.selection, type = schema.marks.link;
  const mark = type.isInSet($from.marks()) || ($from.nodeAfter && type.isInSet($from.nodeAfter.marks)) || null;
  if (!empty || !mark) { return { mark: mark && mark.attrs.href, from, to }; }
  let start = $from.start(), best = { mark: mark.attrs.href, from, to };
  let run = null;
  $from.parent.forEach((child, offset) => {
    const linked = mark.isInSet(child.marks), at = start + offset;
    if (!linked) { run = null; return; }
    run = run ? { from: run.from, to: at + child.nodeSize } : { from: at, to: at + child.nodeSize };
    if (run.from <= from && run.to >= from) { best = { mark: mark.attrs.href, ...run }; }
  });
  return best;
}
export const link = (range, href, words) => (state, dispatch) => {
  const tr = state.tr, type = schema.marks.link;
  if (range.from === range.to) {
    tr.insertText(words, range.from);
    range = { from: range.from, to: range.from + words.length };
  }
  tr.removeMark(range.from, range.to, type);
  if (href) { tr.addMark(range.from, range.to, type.create({ href })); }
  tr.setSelection(TextSelection.create(tr.doc, range.to)).removeStoredMark(type);
  dispatch(tr.scrollIntoView());
  return true;
};

// Tables.
const cells = (count, head) => Array.from({ length: count }, () => table_cell.create({ head }));
export const mayTable = (state) => !around(state, table);
export const addTable = (rows, columns, head, caption) => (state, dispatch) => {
  const made = table.create(null, [
    table_caption.create(null, caption ? schema.text(caption) : null),
    ...Array.from({ length: rows }, (_row, n) => table_row.create(null, cells(columns, head && n === 0))),
  ]);
  const { $from } = state.selection, tr = state.tr, current = $from.node(1);
  const empty = current.type === paragraph && !current.content.size;
  const place = empty ? $from.before(1) : $from.after(1);
  tr.replaceWith(place, empty ? $from.after(1) : place, made);
  tr.setSelection(Selection.near(tr.doc.resolve(place + 1 + made.child(0).nodeSize), 1));
  dispatch(tr.scrollIntoView());
  return true;
};
function cellAt(state) {
  const depth = around(state, table_cell), { $from } = state.selection;
  if (!depth) { return null; }
  return { column: $from.index(depth - 1), row: $from.index(depth - 2) - 1, table: $from.node(depth - 2), start: $from.start(depth - 2), rowEnd: $from.after(depth - 1), rowStart: $from.before(depth - 1) };
}
export const inTable = (state) => around(state, table) > 0;
const onCell = (act) => (state, dispatch) => {
  const at = cellAt(state);
  if (!at) { return false; }
  if (dispatch) { dispatch(act(at, state.tr).scrollIntoView()); }
  return true;
};
// From the last row to the first, so that what is changed moves nothing that is still to be changed.
function eachRow(at, act) {
  const rows = [];
  at.table.forEach((row, offset) => { if (row.type === table_row) { rows.push({ row, start: at.start + offset + 1 }); } });
  rows.reverse().forEach(act);
}
const cellStart = ({ row, start }, column) => { let place = start; for (let n = 0; n < Math.min(column, row.childCount); n++) { place += row.child(n).nodeSize; } return place; };
export const dropTable = (state, dispatch) => {
  const depth = around(state, table);
  if (!depth) { return false; }
  if (dispatch) {
    const place = state.selection.$from.before(depth), tr = state.tr.delete(place, state.selection.$from.after(depth));
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(place, tr.doc.content.size)))).scrollIntoView());
  }
  return true;
};
export const addRow = onCell((at, tr) => {
  tr.insert(at.rowEnd, table_row.create(null, cells(at.table.child(at.row + 1).childCount, false)));
  return tr.setSelection(Selection.near(tr.doc.resolve(at.rowEnd + 2)));
});
export const dropRow = (state, dispatch) => {
  const at = cellAt(state);
  if (at && at.table.childCount <= 2) { return dropTable(state, dispatch); }
  return onCell((found, tr) => {
    tr.delete(found.rowStart, found.rowEnd);
    const beside = found.table.child(found.row + (found.row === found.table.childCount - 2 ? 0 : 2));
    let place = found.rowStart + 1;
    eachRow(found, (row) => { if (row.row === beside) { place = cellStart(row, found.column) + 1; } });
    return tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(place))));
  })(state, dispatch);
};
export const addColumn = onCell((at, tr) => {
  eachRow(at, (row) => tr.insert(cellStart(row, at.column + 1), table_cell.create({ head: row.row.child(0).attrs.head })));
  const place = cellStart({ row: at.table.child(at.row + 1), start: at.rowStart + 1 }, at.column + 1);
  return tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(place, -1) + 1)));
});
export const dropColumn = (state, dispatch) => {
  const at = cellAt(state);
  if (at && at.table.child(1).childCount <= 1) { return dropTable(state, dispatch); }
  return onCell((found, tr) => {
    eachRow(found, (row) => {
      if (row.row.childCount > found.column && row.row.childCount > 1) { tr.delete(cellStart(row, found.column), cellStart(row, found.column + 1)); }
    });
    const before = tr.mapping.map(cellStart({ row: found.table.child(found.row + 1), start: found.rowStart + 1 }, found.column));
    return tr.setSelection(Selection.near(tr.doc.resolve(before), found.column ? -1 : 1));
  })(state, dispatch);
};
export const hasHead = (state) => { const at = cellAt(state); return Boolean(at) && at.table.child(1).child(0).attrs.head; };
export const head = onCell((at, tr) => {
  const on = !at.table.child(1).child(0).attrs.head;
  eachRow(at, ({ row, start }) => {
    if (row !== at.table.child(1)) { return; }
    row.forEach((cell, offset) => tr.setNodeMarkup(start + offset, null, { ...cell.attrs, head: on }));
  });
  return tr;
});
// Enter goes to the next cell, and out of the last one.
export const nextCell = (state, dispatch) => {
  const depth = around(state, table);
  if (!depth) { return false; }
  if (dispatch) {
    const { $from } = state.selection, tr = state.tr, next = Selection.findFrom(state.doc.resolve($from.after()), 1, true);
    dispatch(tr.setSelection(next || state.selection).scrollIntoView());
  }
  return true;
};

// One can always write before the first table and after the last; what is inside a block has no look of its own.
export function orderly(state) {
  const { doc } = state, tr = state.tr;
  doc.descendants((node, place, parent) => {
    if (parent !== doc && (node.attrs.lang || (node.attrs.dir && node.attrs.dir !== "auto"))) { tr.setNodeMarkup(place, null, null); }
    return !node.isTextblock;
  });
  if (doc.lastChild.type === table) { tr.insert(doc.content.size, paragraph.create()); }
  if (doc.firstChild.type === table) { tr.insert(0, paragraph.create()); }
  return tr.docChanged ? tr : null;
}
export { chainCommands };
