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
