// The toolbar pattern of the ARIA authoring practices: one stop for Tab, arrows inside, Escape back to the text.
export class Toolbar {
  constructor(element, { actions, run, leave }) {
    this.element = element;
    this.actions = actions;
    this.buttons = Array.from(element.querySelectorAll("button[data-do]"));
    this.buttons.forEach((button, n) => { button.tabIndex = n ? -1 : 0; });
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (!button) { return; }
      this.rove(button);
      if (button.getAttribute("aria-disabled") !== "true") { run(button.dataset.do, event.detail === 0); }
    });
    element.addEventListener("keydown", (event) => {
      const shown = this.buttons.filter((button) => !button.closest("[hidden]"));
      const at = shown.indexOf(event.target), forward = getComputedStyle(element).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
      if (at < 0) { return; }
      const to = { Home: 0, End: shown.length - 1, ArrowLeft: forward === "ArrowLeft" ? at + 1 : at - 1, ArrowRight: forward === "ArrowRight" ? at + 1 : at - 1 }[event.key];
      if (event.key === "Escape") { event.preventDefault(); leave(); }
      else if (to !== undefined) {
        event.preventDefault();
        const button = shown[(to + shown.length) % shown.length];
        this.rove(button);
        button.focus();
      }
    });
  }

  rove(button) { this.buttons.forEach((other) => { other.tabIndex = other === button ? 0 : -1; }); }

  focus() { (this.buttons.find((button) => button.tabIndex === 0 && !button.closest("[hidden]")) || this.buttons[0]).focus(); }

  show(state) {
    this.element.querySelectorAll("[data-when]").forEach((group) => { group.hidden = !this.actions[group.dataset.when].on(state); });
    this.buttons.forEach((button) => {
      const action = this.actions[button.dataset.do];
      if (button.hasAttribute("aria-pressed")) { button.setAttribute("aria-pressed", String(Boolean(action.on(state)))); }
      if (action.can && !action.can(state)) { button.setAttribute("aria-disabled", "true"); } else { button.removeAttribute("aria-disabled"); }
    });
    const stop = this.buttons.find((button) => button.tabIndex === 0);
    if (stop.closest("[hidden]")) { this.rove(this.buttons[0]); }
  }
}
