// Selecting in the text: what is selected becomes a part of the statement. The forms work without this file.
"use strict";
(() => {
  const text = document.getElementById("text");
  const bar = document.getElementById("picked");
  if (!text || !bar) return;
  let picked = null;

  // On a phone the text is in a window of its own: what is said is in sight there
  const frame = text.closest(".window");
  const said = text.querySelector("mark.content");
  if (said) frame.scrollTop += said.getBoundingClientRect().top - frame.getBoundingClientRect().top - 32;

  const codePoints = (string) => [...string].length;

  // Code points of the document's text from its paragraph's start to a place in the page.
  function offset(node, at) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const paragraph = element.closest("[data-start]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, at);
    let count = Number(paragraph.dataset.start);
    const walk = document.createTreeWalker(before.cloneContents(), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      if (n.nodeType === Node.ELEMENT_NODE) count += Number(n.dataset.length || 0);
      else if (!n.parentElement || !n.parentElement.closest("[data-length]")) count += codePoints(n.data);
    }
    return count;
  }

  // The selection as {start, end, words, range}, without spaces at its ends; null where nothing of the text is selected.
  function selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    let start = offset(range.startContainer, range.startOffset);
    let end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null) return null;
    const words = range.toString();
    start += codePoints(words) - codePoints(words.trimStart());
    end -= codePoints(words) - codePoints(words.trimEnd());
    return start < end ? { start, end, words: words.trim(), range: range.cloneRange() } : null;
  }

  function show() {
    bar.hidden = !picked;
    if (!picked) return;
    bar.querySelector(".words").textContent = picked.words;
    const fresh = bar.querySelector("[data-new]");
    if (fresh) fresh.href = `${fresh.href.split("?")[0]}?content=${picked.start}-${picked.end}`;
  }

  document.addEventListener("selectionchange", () => {
    const now = selected();
    // a tap on the bar takes the selection away on phones: what was picked stays until something else is
    if (now || !bar.contains(document.activeElement)) picked = now || (bar.matches(":hover, :active") ? picked : null);
    show();
  });

  const chosen = window.Highlight && CSS.highlights ? new Highlight() : null;
  if (chosen) CSS.highlights.set("picked", chosen);

  function put(role, more) {
    const rows = [...document.querySelectorAll(`fieldset[data-role="${role}"] .span`)];
    const empty = rows.find((row) => !row.querySelector("input").value);
    const row = more ? empty || rows[rows.length - 1] : rows[0];
    if (row.closest("details")) row.closest("details").open = true;
    const [start, end] = row.querySelectorAll("input");
    start.value = picked.start;
    end.value = picked.end;
    row.querySelector(".words").textContent = picked.words;
    if (!more) {
      for (const other of rows.slice(1)) {
        for (const input of other.querySelectorAll("input")) input.value = "";
        other.querySelector(".words").textContent = "";
      }
    }
    if (chosen) chosen.add(picked.range);
    const announced = document.getElementById("announcement");
    if (announced) announced.textContent = `${bar.querySelector(`[data-set="${role}"]`).textContent}: ${picked.words}`;
  }

  for (const button of bar.querySelectorAll("[data-set]")) {
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the selection
    button.addEventListener("click", () => {
      if (!picked) return;
      put(button.dataset.set, "more" in button.dataset);
      document.getSelection().removeAllRanges();
      picked = null;
      show();
    });
  }
})();
