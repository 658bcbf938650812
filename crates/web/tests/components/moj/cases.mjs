// Makes cases.json: what the templates of the Ministry of Justice design system make of
// some options. Its package has no cases of its own, as GOV.UK's has.
//
//   NODE_PATH=<folder with nunjucks> node cases.mjs <node_modules with the packages>
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const nunjucks = createRequire(import.meta.url)("nunjucks");
const modules = process.argv[2];
const paths = ["@ministryofjustice/frontend", "govuk-frontend/dist"];
const templates = nunjucks.configure(
  paths.map((path) => join(modules, path)),
  { autoescape: true },
);

// A time as both systems write it: "6 June 2026", "1:32pm", "1pm".
const date = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
function words(stamp, type) {
  const when = new Date(stamp);
  const day = new Intl.DateTimeFormat("en-GB", date).format(when);
  const minutes = when.getUTCMinutes();
  const hour = when.getUTCHours();
  const past = minutes ? ":" + String(minutes).padStart(2, "0") : "";
  const time = (hour % 12 || 12) + past + (hour < 12 ? "am" : "pm");
  return { date: day, time, datetime: `${day} at ${time}` }[type];
}
templates.addFilter("mojDate", words);

// Options of which the template takes no notice are there for ours: how a time reads.
const when = (timestamp, type) => ({ timestamp, type, words: words(timestamp, type) });
const said = (id, type, sender, timestamp, text) => ({
  id,
  type,
  sender,
  timestamp,
  text,
  date: words(timestamp, "date"),
  time: words(timestamp, "time"),
});

const places = [
  { text: "Summary", href: "/summary", active: true },
  { text: "Plan & reviews", href: "/plan?tab=1&page=2" },
  { html: "<span>Chronology</span>", href: "/chronology" },
];
const menu = {
  alignMenu: "right",
  button: { text: "Actions", classes: "govuk-button--secondary" },
  items: [
    { text: "Record a visit", href: "/visit" },
    { text: "Print", href: "/print" },
  ],
};
const input = { id: "find", name: "q" };
const button = { text: "Search" };
const items = [
  { number: 1, href: "?page=1", current: true },
  { number: 2, href: "?page=2" },
];

const cases = {
  badge: {
    default: { text: "Urgent" },
    "with a colour": { text: "Urgent", classes: "moj-badge--red" },
    large: { text: "Large", classes: "moj-badge--bright-purple moj-badge--large" },
    "html as text": { text: "<b>Urgent</b>" },
  },
  alert: {
    information: { variant: "information", title: "Saved", text: "Your draft is saved." },
    success: { variant: "success", title: "Visit recorded", text: "Recorded." },
    warning: { variant: "warning", title: "Review due", html: "<p>Due <b>today</b>.</p>" },
    error: { variant: "error", title: "Not sent", text: "Try again." },
    "with a heading": {
      variant: "warning",
      title: "Review due",
      showTitleAsHeading: true,
      headingTag: "h3",
      text: "Today.",
    },
    "of a title alone": { variant: "information", title: "Saved <b>" },
    "that can be dismissed": {
      variant: "success",
      title: "Saved",
      text: "Saved.",
      dismissible: true,
      disableAutoFocus: true,
      role: "alert",
      classes: "app-alert",
    },
  },
  "button-menu": {
    default: { items: menu.items },
    "with words and a side": menu,
    "of one": { items: menu.items.slice(0, 1), classes: "app-menu" },
  },
  "identity-bar": {
    default: { title: { text: "Anna & Ben" } },
    "with menus": { title: { html: "<b>Anna</b>" }, menus: [menu], classes: "app-bar" },
  },
  timeline: {
    default: {
      items: [
        {
          label: { text: "Visit" },
          text: "Seen alone.",
          datetime: when("2026-06-06T13:32:00Z", "datetime"),
          byline: { text: "A. Worker" },
        },
        {
          label: { html: '<a href="/plan">Plan</a>' },
          html: "<p>Changed.</p>",
          datetime: when("2026-06-05T13:00:00Z", "date"),
          classes: "app-item",
        },
      ],
    },
    "deeper on the page": {
      headingLevel: 3,
      classes: "moj-timeline--full",
      items: [
        {
          label: { text: "Visit" },
          text: "Seen.",
          datetime: when("2026-06-06T09:00:00Z", "time"),
        },
      ],
    },
  },
  "sub-navigation": {
    default: { items: places },
    "with a name": { label: "Anna's file", items: places, classes: "app-nav" },
  },
  "primary-navigation": {
    default: { label: "Primary navigation", items: places },
    "with a search": { label: "Primary", items: places, searchHtml: "<p>Find</p>" },
    "with classes": { label: "Primary", items: places, classes: "a", containerClasses: "b" },
  },
  "side-navigation": {
    default: { label: "Side navigation", items: places },
    "with parts": {
      label: "Side navigation",
      classes: "app-side",
      sections: [
        { heading: { text: "The child", headingLevel: 2 }, items: places },
        { heading: { html: "<i>The plan</i>" }, items: places.slice(1) },
      ],
    },
  },
  filter: {
    default: { heading: { text: "Filter" }, optionsHtml: "<p>Options</p>" },
    "with what is chosen": {
      heading: { text: "Filter" },
      submit: { text: "Show these" },
      selectedFilters: {
        heading: { text: "Selected filters" },
        clearLink: { text: "Clear filters", href: "/all" },
        categories: [
          {
            heading: { text: "State" },
            items: [
              { text: "Overdue", href: "?without=overdue" },
              { text: "Due", href: "?without=due" },
            ],
          },
          { heading: { text: "Team" }, items: [{ text: "North", href: "?" }] },
        ],
      },
      optionsHtml: "<p>Options</p>",
    },
  },
  search: {
    default: { action: "/find", label: { text: "Find a child" }, input, button },
    stacked: {
      layout: "stacked",
      action: "/find",
      label: { text: "Find a child", classes: "govuk-!-font-weight-bold" },
      hint: { text: "A name, a date of birth or a number" },
      input: { ...input, value: "Anna \"Ann\"" },
      button,
    },
    "with a picture for its button": {
      iconButton: true,
      action: "/find",
      classes: "app-search",
      label: { text: "Find a child", classes: "govuk-visually-hidden" },
      hint: { text: "A name" },
      input: { ...input, value: "Anna" },
      button,
    },
  },
  messages: {
    default: {
      label: "Messages",
      items: [
        said(1, "sent", "Anna", "2026-06-06T10:50:00Z", "Can we meet?"),
        said(2, "received", "A. Worker", "2026-06-06T11:00:00Z", "Yes <3"),
        said(3, "sent", "Anna", "2026-06-07T08:05:00Z", "Thank you"),
      ],
    },
    "with an id": {
      id: "talk",
      classes: "app-talk",
      items: [said(9, "sent", "Anna", "2026-06-06T10:50:00Z", "Hello")],
    },
  },
  "page-header-actions": {
    default: { heading: { text: "Anna" } },
    "with buttons": {
      heading: { html: "<i>Anna</i>", level: 2, classes: "govuk-heading-l" },
      classes: "app-head",
      items: [
        { text: "Record", href: "/record" },
        { text: "Close", classes: "govuk-button--secondary" },
      ],
    },
  },
  "notification-badge": {
    some: { text: "3", visuallyHiddenText: "new messages" },
    many: { text: "120", classes: "app-badge" },
    none: { text: "0" },
  },
  pagination: {
    default: {
      classes: "",
      items,
      next: { href: "?page=2" },
      results: { from: 1, to: 10, count: 17 },
    },
    "with a word of its own": {
      classes: "",
      items,
      previous: { href: "?page=1" },
      results: { from: 11, to: 17, count: 17, text: "children" },
    },
    "of one page": { classes: "", items: items.slice(0, 1), results: { count: 3, from: 1, to: 3 } },
    "of one page, counted only": { classes: "", results: { count: 3 } },
    "without a count": { classes: "", items },
  },
};

// Two slips of the templates are put right: messages have the words of a time where a
// machine reads a date, and a search has its class twice.
function made(component, options) {
  const name = "moj" + component.replace(/(^|-)(.)/g, (_, __, letter) => letter.toUpperCase());
  const macro = `{% from "moj/components/${component}/macro.njk" import ${name} %}{{ ${name}(o) }}`;
  let html = templates.renderString(macro, { o: options });
  html = html.replace("moj-search moj-search", "moj-search");
  if (component === "messages") {
    for (const { date, time, timestamp } of options.items) {
      html = html
        .replaceAll(`datetime="${date}"`, `datetime="${timestamp.slice(0, 10)}"`)
        .replaceAll(`datetime="${time}"`, `datetime="${timestamp}"`);
    }
  }
  return html;
}

const paper = join(modules, "@ministryofjustice/frontend/package.json");
const all = { version: JSON.parse(readFileSync(paper)).version };
for (const [component, several] of Object.entries(cases)) {
  all[component] = Object.entries(several).map(([name, options]) => ({
    name,
    options,
    html: made(component, options),
  }));
}
// A table that can be sorted is GOV.UK's, with attributes.
const sortable = {
  attributes: { "data-module": "moj-sortable-table" },
  caption: "What is due",
  head: [
    { text: "Child", attributes: { "aria-sort": "ascending" } },
    { text: "Due", attributes: { "aria-sort": "none" } },
    { text: "Late", format: "numeric", attributes: { "aria-sort": "descending" } },
    { text: "What" },
  ],
  rows: [
    [
      { text: "Anna" },
      { text: "6 June 2026", attributes: { "data-sort-value": 20260606 } },
      { text: "3", format: "numeric" },
      { text: "Review" },
    ],
  ],
};
const table = `{% from "govuk/components/table/macro.njk" import govukTable %}{{ govukTable(o) }}`;
all["sortable-table"] = [
  { name: "default", options: sortable, html: templates.renderString(table, { o: sortable }) },
];
writeFileSync(new URL("cases.json", import.meta.url), JSON.stringify(all, null, 1) + "\n");
