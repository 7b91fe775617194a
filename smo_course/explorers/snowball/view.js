// The snowball: the curve of what is set, beside those of an answer at once and of none.

import { explorer } from "../../screen/explorer.js";
import { lineChart } from "../../screen/lib/linechart.js";

export const render = explorer((content, { say, control }) => {
  const { step, latest, monday, moments, days, nights } = content;
  const hour = control.range("hour", say("hour"), { min: 0, max: latest, step, said: (value) => moments[value / step] });
  const tones = content.tones.map((id) => ({ id, text: say(`tones.${id}`) }));
  const tone = control.choice("tone", say("tone"), tones);
  const communities = content.communities.map((id) => ({ id, text: say("followers", { n: id }) }));
  const community = control.choice("community", say("community"), communities);
  const curves = { yours: say("yours"), none: say("none"), soon: say("soon") }; // in the order of their looks

  return {
    controls: [hour, tone, community],

    draw(answer, settings, alt) {
      const silent = settings.tone === "none";
      hour.disable(silent ? say("no_hour") : "");
      const dot = [settings.hour, answer.yours[settings.hour]]; // where it was answered
      return lineChart(alt, {
        lines: Object.entries(curves).map(([id, name], place) => ({
          name,
          look: place + 1,
          points: answer[id].map((value, at) => [at, value]),
          dot: id === "yours" && !silent ? dot : null,
        })),
        x: {
          from: 0,
          to: answer.none.length - 1,
          labels: days.filter(({ from, to }) => to - from >= 12).map(({ from, to, text }) => ({ at: (from + to) / 2, text })),
          ticks: days.slice(1).map(({ from }) => from),
        },
        y: { title: say("mentions"), top: answer.top, write: say.number }, // one scale for every hour and tone
        bands: nights.map(([from, to]) => ({ from, to, text: say("night") })),
        marks: [{ at: monday, text: say("monday") }],
      });
    },

    figures: (answer) => ({
      head: [say("by_end"), ...Object.values(curves)],
      rows: days.map(({ to, text }) => [text, ...Object.keys(curves).map((id) => say.number(answer[id][to]))]),
    }),
  };
});
