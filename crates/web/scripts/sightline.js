// Pages work without scripts; these make them better.
import { initAll } from "govuk-frontend";
import { initAll as initMoj } from "moj-frontend";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
initAll();
initMoj();

// What is typed is kept on the server two seconds after the last key, one sending at a time.
for (const form of document.querySelectorAll("form[data-keep]")) {
  const said = form.querySelector("[data-kept]");
  let waiting = 0, sending = false, again = false;
  const keep = async () => {
    if (sending) { again = true; return; }
    sending = true;
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST",
        // Files are sent with the form, when somebody sends it.
        body: new URLSearchParams([...new FormData(form)].filter(([, answer]) => typeof answer === "string")),
        headers: { "x-by-script": "yes" },
        redirect: "manual",
      });
      said.textContent = answer.ok ? await answer.text() : "Not kept: sign in again in another window, and go on here";
    } catch {
      said.textContent = "Not kept: the server cannot be reached. Go on writing; it is tried again";
      again = true;
    }
    sending = false;
    if (again) { again = false; later(); }
  };
  const later = () => { clearTimeout(waiting); waiting = setTimeout(keep, 2000); };
  form.addEventListener("input", later);
}

// Words that are selected in a text are marked as about somebody else, or as not to be told.
for (const marks of document.querySelectorAll("[data-marks]")) {
  const text = document.getElementById(marks.dataset.marks);
  const byScript = marks.querySelector("[data-by-script]");
  const why = marks.querySelector("select"), said = marks.querySelector("[data-marked]");
  byScript.hidden = false;
  const say = words => { said.textContent = ""; setTimeout(() => { said.textContent = words; }, 50); };
  const put = (from, to, words, start, end) => {
    text.setRangeText(words, from, to, "end");
    text.focus();
    text.setSelectionRange(start, end);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };
  marks.querySelector("[data-mark]").addEventListener("click", () => {
    let from = text.selectionStart, to = text.selectionEnd;
    while (from < to && /\s/.test(text.value[from])) from += 1;
    while (to > from && /\s/.test(text.value[to - 1])) to -= 1;
    const words = text.value.slice(from, to);
    if (!words) { say("Nothing is marked: select the words in the text first"); return; }
    const before = text.value.slice(0, from), after = text.value.slice(to);
    const isInside = before.lastIndexOf("[[") > before.lastIndexOf("]]") && after.includes("]]");
    if (isInside || words.includes("[[") || words.includes("]]") || words.endsWith("]")) {
      say("Nothing is marked: these words have a mark already, or square brackets");
      return;
    }
    const opens = `[[${why.value}: `;
    put(from, to, `${opens}${words}]]`, from, to + opens.length + 2);
    say(`Marked as “${why.selectedOptions[0].textContent}”: ${words}`);
  });
  marks.querySelector("[data-unmark]").addEventListener("click", () => {
    const at = text.selectionStart;
    for (const found of text.value.matchAll(/\[\[([^:\]]*):\s*([\s\S]*?)\s*\]\]/g)) {
      const end = found.index + found[0].length;
      if (found.index <= at && at <= end) {
        put(found.index, end, found[2], found.index, found.index + found[2].length);
        say(`No longer marked: ${found[2]}`);
        return;
      }
    }
    say("There is no mark here: put the cursor into marked words first");
  });
}

// What others record is told while a page is looked at: asked for once a minute, and not in a tab
// that nobody sees. It keeps nobody signed in, and stops when they no longer are.
const bell = document.querySelector("[data-bell]"), file = document.querySelector("[data-file]");
if (bell || file) {
  const MINUTE = 60_000;
  let timer = 0, asked = Date.now(), over = false;
  const tell = (many, changed) => {
    if (bell && bell.dataset.bell !== many) {
      const more = Number(many) - Number(bell.dataset.bell);
      bell.dataset.bell = many;
      bell.textContent = many === "0" ? "" : many;
      if (more > 0) document.querySelector("[data-bell-said]").textContent = `New since you last looked: ${many}`;
    }
    if (file && changed === "changed" && !file.firstChild) {
      const way = document.createElement("a");
      way.className = "govuk-link";
      way.href = `/child/${file.dataset.file}/timeline`;
      way.textContent = "See the timeline";
      file.append("Something was recorded in this file since you opened this page. ", way);
    }
  };
  const ask = async () => {
    clearTimeout(timer);
    if (over || document.hidden) return;
    asked = Date.now();
    const about = file ? `?file=${file.dataset.file}&since=${file.dataset.since}` : "";
    try {
      const answer = await fetch(`/news/now${about}`, { headers: { "x-by-script": "yes" }, redirect: "manual", cache: "no-store" });
      if (answer.ok) tell(...(await answer.text()).split(" "));
      // Nobody is signed in any more; where it was too often, or the server is busy, it waits.
      else over = answer.status < 429;
    } catch { /* The server cannot be reached: it is asked again. */ }
    if (!over) timer = setTimeout(ask, MINUTE);
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - asked >= MINUTE) ask();
    else if (!document.hidden) { clearTimeout(timer); timer = setTimeout(ask, MINUTE); }
  });
  timer = setTimeout(ask, MINUTE);
}
