/* Loads a post's comments once a reader comes near. */
"use strict";
(() => {
  if (customElements.get("blogposts-comments")) return;

  class Comments extends HTMLElement {
    connectedCallback() {
      if (!this.querySelector("template")) return;
      this.seeing = new IntersectionObserver(
        entries => { if (entries.some(entry => entry.isIntersecting)) this.load(); },
        { rootMargin: "300px" },
      );
      this.seeing.observe(this);
    }

    disconnectedCallback() {
      this.seeing?.disconnect();
      this.themes?.disconnect();
    }

    load() {
      this.seeing.disconnect();
      const place = this.parentElement;
      place.style.minHeight = `${place.offsetHeight}px`; // nothing moves
      delete window.DISQUS; // it would take this page for the one before
      const content = document.importNode(this.querySelector("template").content, true);
      for (const script of content.querySelectorAll("script")) script.replaceWith(runnable(script, this));
      this.replaceChildren(content);
      this.themes = new MutationObserver(() => this.followTheme());
      for (const element of [document.documentElement, document.body])
        this.themes.observe(element, { attributeFilter: ["class", "data-md-color-scheme", "data-bs-theme"] });
    }

    followTheme() {
      const theme = schemeOf(this), frame = this.querySelector("iframe.giscus-frame, iframe.utterances-frame");
      if (!theme || !frame || !this.follows) return;
      const isGiscus = frame.classList.contains("giscus-frame");
      const message = isGiscus ? { giscus: { setConfig: { theme } } } : { type: "set-theme", theme: `github-${theme}` };
      frame.contentWindow.postMessage(message, new URL(frame.src).origin);
    }
  }

  /* A copy that runs: a script that came with a page loaded by another script does not. */
  function runnable(script, comments) {
    const copy = document.createElement("script");
    for (const { name, value } of script.attributes) copy.setAttribute(name, value);
    copy.textContent = script.textContent;
    for (const [name, prefix] of [["data-theme", ""], ["theme", "github-"]])
      if (/^preferred.color.scheme$/.test(copy.getAttribute(name))) {
        comments.follows = true;
        if (schemeOf(comments)) copy.setAttribute(name, prefix + schemeOf(comments));
      }
    return copy;
  }

  /* `light` or `dark`, as the theme shows the page; empty where it leaves that to the device. */
  function schemeOf(element) {
    const scheme = getComputedStyle(element).colorScheme;
    return scheme.includes("dark") ? (scheme.includes("light") ? "" : "dark") : "light";
  }

  customElements.define("blogposts-comments", Comments);
})();
