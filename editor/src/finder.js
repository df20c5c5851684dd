// A page of the portal by its words: what the portal's own search finds, for the same person, in the same language.
const WAIT = 400, MOST = 8;

export class Finder {
  constructor(dialog) {
    const part = (name) => dialog.querySelector(`[data-find="${name}"]`);
    Object.assign(this, { dialog, box: part("box"), words: part("words"), found: part("found"), said: part("said") });
    const form = document.querySelector("form[role=search]");
    this.box.hidden = !form;
    if (!form) { return; }
    this.search = new URL(form.action);
    this.words.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.look(), WAIT); });
    this.words.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); clearTimeout(this.timer); this.look(); } });
  }

  clear() { clearTimeout(this.timer); this.words.value = this.said.textContent = ""; this.found.replaceChildren(); }

  async look() {
    const words = this.words.value.trim();
    if (!words) { this.clear(); return; }
    let links = [], heard = false;
    try {
      const answer = await fetch(`${this.search.pathname}?${new URLSearchParams({ q: words })}`);
      heard = answer.ok;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      links = Array.from(page.querySelectorAll("main .item")).filter((item) => item.querySelector(".item-title a")).slice(0, MOST);
    } catch (error) { heard = false; }
    // Slower than the hand: what was asked before is no answer any more.
    if (words !== this.words.value.trim()) { return; }
    this.found.replaceChildren(...links.map((item) => this.row(item)));
    this.said.textContent = this.said.dataset[heard ? links.length ? "some" : "none" : "failed"];
  }

  row(item) {
    const link = item.querySelector(".item-title a"), kind = item.querySelector(".item-kind"), where = item.querySelector(".item-meta bdi");
    const row = document.createElement("li"), button = document.createElement("button"), title = document.createElement("bdi"), about = document.createElement("small");
    button.type = "button";
    title.textContent = link.textContent;
    title.lang = item.querySelector(".item-title").lang;
    about.textContent = [kind, where].map((part) => part && part.textContent.trim().replace(/\s+/g, " ")).filter(Boolean).join(" · ");
    button.append(title, " ", about);
    button.addEventListener("click", () => this.pick(link));
    row.append(button);
    return row;
  }

  // The address is that of the document in every language: what stands before it is where the portal is, and in which one.
  pick(link) {
    const root = this.search.pathname.replace(/search$/, ""), path = new URL(link.getAttribute("href"), this.search).pathname;
    const [address, words] = ["address", "words"].map((name) => this.dialog.querySelector(`[data-field="${name}"]`));
    address.value = path.startsWith(root) ? `/${path.slice(root.length)}` : path;
    if (!words.value.trim()) { words.value = link.textContent; }
    this.clear();
    (words.closest("[hidden]") ? address : words).focus();
  }
}
