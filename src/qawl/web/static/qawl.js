// Niceties: every page works without this file. Nothing here makes markup out of text.
"use strict";
(() => {
  const numbers = (mark) => [...mark.classList].map((name) => /^s(\d+)$/.exec(name)).filter(Boolean).map((match) => match[1]);
  const card = (number) => document.getElementById("s" + number);
  const announce = (words) => { document.getElementById("announcement").textContent = words; };

  // The card of a statement, shown at its mark
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("role", "tooltip");
  document.body.append(tip);
  let described = null;
  let anchored = null;

  const light = (number) => {
    for (const element of document.querySelectorAll(".on")) element.classList.remove("on");
    if (number) for (const element of document.querySelectorAll(".s" + number + ", #s" + number)) element.classList.add("on");
  };

  const hide = () => {
    tip.hidden = true;
    if (described) described.removeAttribute("aria-describedby");
    described = anchored = null;
    light(null);
  };

  const place = () => {
    const at = anchored.getClientRects()[0] || anchored.getBoundingClientRect();
    if (at.bottom < 0 || at.top > innerHeight) return hide();
    // no gap, so that the pointer can move on to it
    const below = at.bottom + tip.offsetHeight + 4 < innerHeight;
    tip.style.top = (below ? at.bottom : Math.max(4, at.top - tip.offsetHeight)) + "px";
    const start = document.documentElement.dir === "rtl" ? at.right - tip.offsetWidth : at.left;
    tip.style.left = Math.min(Math.max(8, start), innerWidth - tip.offsetWidth - 8) + "px";
  };

  const show = (number, anchor, link) => {
    const from = card(number);
    if (!from) return;
    hide();
    tip.className = "tip " + [...from.classList].filter((name) => /^p\d$/.test(name)).join(" ");
    tip.replaceChildren(...[...from.querySelectorAll(".lead, .facts")].map((part) => {
      const copy = part.cloneNode(true);
      for (const a of copy.querySelectorAll("a")) a.replaceWith(a.textContent);
      return copy;
    }));
    light(number);
    tip.hidden = false;
    anchored = anchor;
    if (link) {
      link.setAttribute("aria-describedby", "tip");
      described = link;
    }
    place();
  };

  const contentOf = (target) => target.closest && target.closest("mark.content");
  // Where the pointer is, and where it was when Escape closed the card: what is under it then does not open another
  let pointer = "";
  let closed = null;
  document.addEventListener("mousemove", (event) => { pointer = event.clientX + "," + event.clientY; }, { passive: true });
  document.addEventListener("mouseover", (event) => {
    if (tip.contains(event.target) || event.clientX + "," + event.clientY === closed) return;
    closed = null;
    const mark = contentOf(event.target);
    if (mark) return show(numbers(mark).at(-1), mark, null);
    const beside = event.target.closest && event.target.closest(".card");
    hide();
    if (beside) light(beside.id.slice(1));
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".back")) show(event.target.hash.slice(2), event.target, event.target);
    else hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    closed = pointer;
    hide();
    for (const open of document.querySelectorAll("details.look[open]")) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });
  document.addEventListener("scroll", () => { if (anchored) place(); }, { passive: true });

  // Copy a statement with its source
  const written = async (text) => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };
  const uncover = (within) => { for (const button of within.querySelectorAll("button.copy")) button.hidden = false; };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest && event.target.closest("button.copy");
    if (button) {
      const link = button.dataset.link ? " " + new URL(button.dataset.link, location.href).href : "";
      await written(button.dataset.copy + link);
      announce(button.dataset.copied);
      const words = button.textContent;
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = words; }, 1500);
    }
    for (const open of document.querySelectorAll("details.look[open]")) if (!open.contains(event.target)) open.open = false;
  });
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.target.closest("form");
    if (form) form.querySelector(".failed").textContent = form.dataset.failed;
  });
  // A place of a long article that is on another of its pages: the server knows on which
  const elsewhere = () => {
    const place = /^#(?:c(\d+-\d+)|s(\d+))$/.exec(location.hash);
    if (!place || !document.querySelector("#text[data-pages]") || document.getElementById(location.hash.slice(1))) return;
    location.replace(location.pathname + "/" + (place[1] || "n" + place[2]));
  };
  document.addEventListener("DOMContentLoaded", () => { uncover(document); elsewhere(); });
  document.addEventListener("htmx:afterSettle", () => {
    uncover(document);
    document.getElementById("main").focus({ preventScroll: true });
  });
  if (document.readyState !== "loading") uncover(document);
})();
