// Comfort on top of pages that work without it: nothing here is needed to read, write or decide.
(function () {
  "use strict";
  var all = function (selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); };

  // The error summary takes focus (the autofocus attribute does it where the browser knows it on any element).
  var problems = document.querySelector("[data-focus]");
  if (problems) { problems.focus(); }

  // Printing.
  all("[data-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  // How many characters are left; letters are counted as the server counts them.
  all("textarea[data-limit]", function (area) {
    var note = document.getElementById("limit-" + area.id);
    var left = note && note.querySelector("[data-left]");
    if (!left) { return; }
    var pause;
    var show = function () {
      left.querySelector("bdi").textContent = Number(area.getAttribute("data-limit")) - Array.from(area.value).length;
      left.hidden = false;
    };
    area.addEventListener("input", function () { clearTimeout(pause); pause = setTimeout(show, 600); });
    if (area.value) { show(); }
  });

  // An open drawer closes by Escape (focus returns to its handle) or by a press elsewhere.
  all("details[data-close]", function (drawer) {
    drawer.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && drawer.open) {
        drawer.open = false;
        drawer.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", function (event) {
      if (drawer.open && !drawer.contains(event.target)) { drawer.open = false; }
    });
  });

  // The address of the page is selected whole, ready to copy.
  all("input[data-copy]", function (input) {
    input.addEventListener("focus", function () { input.select(); });
  });
})();
