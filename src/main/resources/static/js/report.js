// Draws the charts of the reports; the same figures stand in a table beside each.
(() => {
  if (!window.uPlot) return;
  const colour = (place, name, fallback) => {
    const probe = document.createElement('span');
    probe.className = name;
    place.append(probe);
    const seen = getComputedStyle(probe).color;
    probe.remove();
    return seen || fallback;
  };
  const rows = text => text.trim().split(/\s+/).filter(Boolean).map(row => row.split(':'));
  const percent = (_, at) => at.map(v => v + ' %');

  // Draws what `plotted` makes of the place's colours: options without a size, and the data.
  const chart = (place, plotted) => {
    let plot;
    const size = () => ({ width: place.clientWidth, height: place.clientHeight });
    const draw = () => {
      plot?.destroy();
      const ink = colour(place, 'soft', '#666');
      const grid = { stroke: colour(place, 'chart-grid', '#ccc'), width: 1 };
      const { options, data } = plotted({ ink, grid, line: colour(place, 'chart-line', '#187'), other: colour(place, 'chart-other', '#a60'), band: colour(place, 'chart-band', '#dee') });
      plot = new uPlot({ ...size(), padding: [12, 24, 0, 0], legend: { show: false }, cursor: { y: false, points: { size: 9 } }, ...options }, data, place);
    };
    draw();
    new ResizeObserver(() => plot.setSize(size())).observe(place);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
    new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  };
  const place = name => document.querySelector(`[data-${name}]`);
  const numbers = (of, column) => of.map(row => Number(row[column]));

  const weeks = place('weeks');
  if (weeks) {
    const of = rows(weeks.dataset.weeks);
    const days = of.map(week => Date.parse(week[0]) / 1000);
    const shares = of.map(week => Number(week[2]) ? Number(week[1]) : null);
    chart(weeks, ({ ink, grid, line }) => ({
      options: {
        scales: { x: { time: true }, y: { range: [0, 100] } },
        axes: [
          { stroke: ink, grid: { show: false }, ticks: grid, values: (_, at) => at.map(t => new Date(t * 1000).toISOString().slice(5, 10)), splits: () => days.length > 14 ? days.filter((_, i) => i % Math.ceil(days.length / 12) === 0) : days },
          { stroke: ink, grid, ticks: grid, size: 58, values: percent },
        ],
        series: [{}, { stroke: line, width: 2.5, points: { show: true, size: 8, fill: line }, spanGaps: true }],
      },
      data: [days, shares],
    }));
  }

  const shares = place('shares');
  if (shares) {
    const of = rows(shares.dataset.shares);
    const steps = uPlot.paths.stepped({ align: 1 });
    chart(shares, ({ ink, grid, line, other }) => ({
      options: {
        scales: { x: { time: false }, y: { range: [0, 100] } },
        axes: [
          { stroke: ink, grid: { show: false }, ticks: grid, label: shares.dataset.unit, labelSize: 20 },
          { stroke: ink, grid, ticks: grid, size: 58, values: percent },
        ],
        series: [
          {},
          { stroke: other, width: 2, dash: [6, 4], points: { show: false }, paths: steps },
          { stroke: line, width: 2.5, points: { show: false }, paths: steps },
        ],
      },
      data: [numbers(of, 0), numbers(of, 1), numbers(of, 2)],
    }));
  }

  const tenths = place('tenths');
  if (tenths) {
    const of = rows(tenths.dataset.tenths);
    // the line on which called is kept runs from corner to corner
    const called = of.map(row => row.map(Number));
    const ends = [[0, null, null], ...called.map(([at, kept, count]) => count < 10 ? [at, null, kept] : [at, kept, null]), [100, null, null]];
    const column = i => ends.map(row => row[i]);
    chart(tenths, ({ ink, grid, line, other }) => ({
      options: {
        scales: { x: { time: false, range: [0, 100] }, y: { range: [0, 100] } },
        axes: [
          { stroke: ink, grid: { show: false }, ticks: grid, values: percent, label: 'called', labelSize: 20 },
          { stroke: ink, grid, ticks: grid, size: 58, values: percent },
        ],
        series: [
          {},
          { stroke: line, width: 2.5, points: { show: true, size: 10, fill: line }, spanGaps: true },
          { stroke: line, paths: () => null, points: { show: true, size: 7 } },
          { stroke: other, width: 1.5, dash: [5, 5], points: { show: false } },
        ],
      },
      data: [column(0), column(1), column(2), column(0)],
    }));
  }

  // a day by its clock: one point where each interval starts, and the last one again where it ends
  const clock = hour => `${String(Math.floor(hour + 1e-6)).padStart(2, '0')}:${String(Math.round(hour % 1 * 60) % 60).padStart(2, '0')}`;
  const intervals = (place, text) => {
    const of = rows(text);
    const last = of.at(-1);
    return [...of, [Number(last[0]) + Number(place.dataset.minutes) / 60, ...last.slice(1)]];
  };
  const byClock = (ink, grid) => [
    { stroke: ink, grid: { show: false }, ticks: grid, values: (_, at) => at.map(clock), incrs: [0.25, 0.5, 1, 2, 3, 4, 6] },
    { stroke: ink, grid, ticks: grid, size: 50, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000] },
  ];
  const fromZero = { x: { time: false }, y: { range: (_, low, high) => [0, Math.max(1, high * 1.1)] } };

  const calls = place('calls');
  if (calls) {
    const of = intervals(calls, calls.dataset.calls);
    const steps = uPlot.paths.stepped({ align: 1 });
    chart(calls, ({ ink, grid, line, band }) => ({
      options: {
        scales: fromZero,
        axes: byClock(ink, grid),
        series: [
          {},
          { stroke: line, width: 0.5, points: { show: false }, paths: steps },
          { stroke: line, width: 0.5, points: { show: false }, paths: steps },
          { stroke: line, width: 2.5, points: { show: false }, paths: steps },
        ],
        bands: [{ series: [1, 2], fill: band }],
      },
      data: [numbers(of, 0), numbers(of, 3), numbers(of, 2), numbers(of, 1)],
    }));
  }

  const people = place('people');
  if (people) {
    const of = intervals(people, people.dataset.people);
    const steps = uPlot.paths.stepped({ align: 1 });
    chart(people, ({ ink, grid, line, other }) => ({
      options: {
        scales: fromZero,
        axes: byClock(ink, grid),
        series: [
          {},
          { stroke: line, width: 2.5, points: { show: false }, paths: steps },
          { stroke: other, width: 2, dash: [6, 4], points: { show: false }, paths: steps },
        ],
      },
      data: [numbers(of, 0), numbers(of, 4), numbers(of, 5)],
    }));
  }
})();
