// What Material leaves out for those who use a keyboard or a screen reader.
addEventListener("load", () => {
  for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) wrap.tabIndex = 0;
  document.querySelectorAll(".md-code__nav").forEach((nav, at) => { nav.ariaLabel = `Code ${at + 1}`; });
  document.querySelector(".md-search").ariaLabel = "Search";
});
