// Draws the weeks of the word report; the same figures stand in the table below the chart.
(() => {
  const place = document.querySelector('[data-weeks]');
  if (!place || !window.uPlot) return;
  const weeks = place.dataset.weeks.trim().split(/\s+/).filter(Boolean).map(week => week.split(':'));
  const days = weeks.map(week => Date.parse(week[0]) / 1000);
  const shares = weeks.map(week => Number(week[2]) ? Number(week[1]) : null);
  const colour = (name, fallback) => {
    const probe = document.createElement('span');
    probe.className = name;
    place.append(probe);
    const seen = getComputedStyle(probe).color;
    probe.remove();
    return seen || fallback;
  };
  let plot;
  const draw = () => {
    plot?.destroy();
    const ink = colour('soft', '#666');
    const line = colour('chart-line', '#187');
    const grid = { stroke: colour('chart-grid', '#ccc'), width: 1 };
    plot = new uPlot({
      width: place.clientWidth,
      height: 220,
      padding: [12, 24, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 9 } },
      scales: { x: { time: true }, y: { range: [0, 100] } },
      axes: [
        { stroke: ink, grid: { show: false }, ticks: grid, values: (_, at) => at.map(t => new Date(t * 1000).toISOString().slice(5, 10)) , splits: () => days.length > 14 ? days.filter((_, i) => i % Math.ceil(days.length / 12) === 0) : days },
        { stroke: ink, grid, ticks: grid, size: 58, values: (_, at) => at.map(v => v + ' %') },
      ],
      series: [{}, { stroke: line, width: 2.5, points: { show: true, size: 8, fill: line }, spanGaps: true }],
    }, [days, shares], place);
  };
  draw();
  new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: 220 })).observe(place);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-theme'] });
})();
