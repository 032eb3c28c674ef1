// The interactive chart in the place of the drawing that the server made. The table below it is what assistive technology reads.
{
  const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
  const exact = new Intl.NumberFormat('en');
  let charts = [];

  const colours = area => {
    const style = getComputedStyle(area);
    // light-dark() is resolved only where a colour is used, so a probe reads it.
    const probe = area.appendChild(document.createElement('span'));
    const of = name => (probe.style.color = `var(--${name})`, getComputedStyle(probe).color);
    const found = { trace: of('trace'), ink: of('ink-3'), hair: of('hair'), font: `12px ${style.fontFamily}` };
    probe.remove();
    return found;
  };

  const tooltip = (data, label) => {
    const tip = document.createElement('div');
    tip.className = 'chart-tip';
    tip.hidden = true;
    const line = (tag, text) => { const part = tip.appendChild(document.createElement(tag)); part.textContent = text; return part; };
    return {
      hooks: {
        init: chart => chart.over.append(tip),
        setCursor: chart => {
          const at = chart.cursor.idx;
          tip.hidden = at == null || chart.cursor.left < 0;
          if (tip.hidden) return;
          tip.replaceChildren();
          line('div', data.titles[at]);
          line('strong', exact.format(data.now[at]) + ' ');
          line('span', label.toLowerCase());
          if (data.before?.[at] != null) line('div', `before: ${exact.format(data.before[at])}`);
          if (data.running && at === data.now.length - 1) line('div', 'still running');
          const x = chart.valToPos(at, 'x');
          tip.style.left = x > chart.over.clientWidth / 2 ? 'auto' : `${x + 14}px`;
          tip.style.right = x > chart.over.clientWidth / 2 ? `${chart.over.clientWidth - x + 14}px` : 'auto';
        },
      },
    };
  };

  const draw = area => {
    const data = JSON.parse(area.dataset.chart), c = colours(area), last = data.now.length - 1;
    const xs = data.now.map((_, i) => i);
    // The running period is a series of its own, so that it can be dotted.
    const whole = data.running && last > 0 ? data.now.map((v, i) => i < last ? v : null) : data.now;
    const running = data.running && last > 0 ? data.now.map((v, i) => i >= last - 1 ? v : null) : null;
    const series = [{}, { stroke: c.trace, width: 2, fill: c.trace.replace('rgb(', 'rgba(').replace(')', ', .09)'), points: { show: last < 1 } }];
    const columns = [xs, whole];
    if (running) { series.push({ stroke: c.trace, width: 2, dash: [2, 4], points: { show: false } }); columns.push(running); }
    if (data.before) { series.push({ stroke: c.ink, width: 1.5, dash: [4, 4], points: { show: false } }); columns.push(data.before); }
    const axis = { stroke: c.ink, font: c.font, grid: { stroke: c.hair, width: 1 }, ticks: { show: false } };
    const chart = new uPlot({
      width: area.clientWidth, height: area.clientHeight, padding: [8, 22, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, move: (chart, left, top) => [left < 0 ? left : chart.valToPos(chart.posToIdx(left), 'x'), top], points: { size: 8, fill: c.trace } },
      scales: { x: { time: false, range: (_, from, to) => from === to ? [from - 1, to + 1] : [from, to] }, y: { range: (_, __, most) => [0, Math.max(2, most * 1.08)] } },
      axes: [
        { ...axis, grid: { show: false }, size: 24, gap: 6, space: 64, incrs: [1, 2, 3, 4, 6, 7, 12, 14, 28, 60, 90, 180, 365], values: (_, at) => at.map(i => data.labels[i] ?? '') },
        { ...axis, size: 44, gap: 6, space: 50, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 1e8], values: (_, at) => at.map(v => compact.format(v)) },
      ],
      series, plugins: [tooltip(data, area.dataset.chartLabel)],
    }, columns, area);
    chart.over.addEventListener('click', () => {
      const href = data.links[chart.cursor.idx];
      if (href) window.Blazor?.navigateTo ? Blazor.navigateTo(href) : location.assign(href);
    });
    const sizes = new ResizeObserver(() => area.isConnected ? chart.setSize({ width: area.clientWidth, height: area.clientHeight }) : sizes.disconnect());
    sizes.observe(area);
    return { area, chart };
  };

  const drawAll = () => {
    for (const { chart } of charts) chart.destroy();
    charts = window.uPlot ? [...document.querySelectorAll('[data-chart]')].map(draw) : [];
  };
  candorPage(drawAll);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
}
