(function () {
  var fold = document.querySelector("nav details");
  var wide = window.matchMedia("(min-width: 1080px)");
  var links = Array.from(document.querySelectorAll("nav a"));
  function arrange() { if (fold) { fold.open = wide.matches; } }
  arrange();
  wide.addEventListener("change", arrange);
  links.forEach(function (link) { link.addEventListener("click", arrange); });
  var sections = links.map(function (link) { return document.getElementById(link.hash.slice(1)); });
  function follow() {
    var current = 0;
    sections.forEach(function (section, i) { if (120 >= section.getBoundingClientRect().top) { current = i; } });
    links.forEach(function (link, i) {
      if (i === current) { link.setAttribute("aria-current", "location"); } else { link.removeAttribute("aria-current"); }
    });
  }
  document.addEventListener("scroll", follow, { passive: true });
  follow();
})();
