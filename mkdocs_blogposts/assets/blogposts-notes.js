/* Shows a post's footnote beside the mark that is clicked, so that readers keep their place. Escape, or a click elsewhere,
   puts it away. Without this script marks lead to the notes below the post. */
"use strict";
(() => {
  const POST = ".blogposts-post-header, .blogposts-post-footer";
  if (!HTMLElement.prototype.showPopover || document.blogpostsNote) return; // instant loading runs it on every post
  const note = document.blogpostsNote = document.createElement("aside");
  Object.assign(note, { className: "blogposts blogposts-note", popover: "auto", role: "note", tabIndex: -1 });

  document.addEventListener("click", event => {
    const mark = event.target.closest("a.footnote-ref");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || !document.querySelector(POST)) return;
    const text = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    if (!text) return;
    event.preventDefault();
    event.stopPropagation(); // Material's instant loading goes to the note in spite of the line above
    fill(text);
    note.ariaLabel = mark.textContent;
    note.style.backgroundColor = groundOf(mark.parentElement); // the mark itself has another where a mouse is over it
    (mark.closest("sup") ?? mark).after(note);
    note.showPopover();
    place(mark.getBoundingClientRect(), getComputedStyle(mark).direction === "rtl");
    note.focus({ preventScroll: true });
  }, true);

  function fill(text) {
    const copy = text.cloneNode(true);
    for (const each of copy.querySelectorAll(".footnote-backref")) each.remove();
    for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id");
    note.replaceChildren(...copy.childNodes);
  }

  /* Below the mark, or above where there is more room. */
  function place(mark, fromRight) {
    const { offsetWidth: width, offsetHeight: height } = note, room = document.documentElement.clientWidth - width - 16;
    const isBelow = mark.bottom + height + 16 < innerHeight || mark.top < height + 16;
    note.style.top = `${scrollY + (isBelow ? mark.bottom + 8 : mark.top - height - 8)}px`;
    note.style.left = `${Math.max(16, Math.min(fromRight ? mark.right - width : mark.left, room))}px`;
  }

  /* The first colour behind an element: themes name theirs in too many ways. */
  function groundOf(element) {
    const colour = element ? getComputedStyle(element).backgroundColor : "Canvas";
    return /^rgba\(.*, 0\)$/.test(colour) ? groundOf(element.parentElement) : colour;
  }
})();
