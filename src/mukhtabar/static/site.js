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

  // What is typed is kept every few seconds, never more than ten behind, and when the page is left.
  all("form[data-keep]", function (form) {
    var address = form.getAttribute("data-keep");
    var button = form.querySelector("[data-keep-button]");
    var note = document.createElement("p");
    var alarm = document.createElement("p");
    note.className = "kept";
    alarm.className = "kept wrong";
    alarm.setAttribute("role", "alert");
    if (button) { button.parentNode.after(note, alarm); }
    var timer = null;
    var kept = JSON.stringify(fields());

    function fields() {
      return Array.from(new FormData(form)).filter(function (pair) { return typeof pair[1] === "string"; });
    }
    function send(pairs, leaving) {
      return fetch(address, {
        method: "POST", body: new URLSearchParams(pairs), keepalive: leaving, credentials: "same-origin",
        headers: { Accept: "application/json" }
      }).then(function (answer) {
        if (!answer.ok) { throw new Error(answer.status); }
        return answer.json();
      }).then(function (told) {
        note.textContent = told.problem ? "" : told.said;
        if (alarm.textContent !== (told.problem ? told.said : "")) { alarm.textContent = told.problem ? told.said : ""; }
      });
    }
    function keep(leaving) {
      clearTimeout(timer);
      timer = null;
      var now = fields(), text = JSON.stringify(now);
      if (text === kept) { return; }
      kept = text;
      // Without a line the words stay in the form and are sent again by the next try.
      send(now, leaving).catch(function () { kept = ""; later(); });
    }
    function later() { if (timer === null) { timer = setTimeout(keep, 5000, false); } }

    // Begun is when the first key is pressed: then others learn of it.
    form.addEventListener("input", later);
    form.addEventListener("submit", function () { clearTimeout(timer); timer = -1; });
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden" && timer !== -1 && timer !== null) { keep(true); }
    });
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
