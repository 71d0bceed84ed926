// What a reader can do with a chart. The page is complete without it: it only shows and hides what is there.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const show = (element, isShown) => element.toggleAttribute('hidden', !isShown);

  for (const controls of all('.controls')) controls.hidden = false;

  // Which curves and panels.
  const updatePanels = () => {
    const wanted = all('[name=panel]:checked').map(({ value }) => value);
    const statistic = document.querySelector('[name=statistic]')?.value ?? 'mean';
    for (const panel of all('[data-panel]')) {
      const key = panel.dataset.panel;
      show(
        panel,
        wanted.includes(key === 'cost' ? 'cost' : 'duration') &&
          (key === 'cost' || key === statistic),
      );
    }
    for (const box of all('[name=series]')) {
      for (const curve of all(`[data-look="${box.value}"]`)) show(curve, box.checked);
    }
  };

  // Which strategy, and what it would recommend.
  const slider = document.querySelector('[name=weight]');
  const updateChoice = () => {
    const strategy = document.querySelector('[name=strategy]:checked');
    if (!strategy) return;
    const isBalanced = strategy.value === 'balanced';
    slider.disabled = !isBalanced;
    document.querySelector('.weight output').textContent = `${slider.value} %`;
    const choice = isBalanced
      ? slider.dataset.choices.split(' ')[slider.value]
      : strategy.dataset.choice;
    for (const view of all('[data-choice]:not(input)')) show(view, view.dataset.choice === choice);
    for (const point of all('.point'))
      point.classList.toggle('chosen', point.dataset.id === choice);
  };

  // The figures of one size, where the pointer or the keyboard is.
  const plot = document.querySelector('.plot');
  const tips = all('.tip');
  const width = Number(plot.dataset.width);
  let at = -1;
  const point = (index) => {
    at = index;
    tips.forEach((tip, each) => show(tip, each === index));
    for (const cursor of all('.cursor', plot)) {
      show(cursor, index >= 0);
      if (index >= 0) cursor.setAttribute('transform', `translate(${tips[index].dataset.x} 0)`);
    }
    if (index < 0) return;
    const tip = tips[index];
    const x = (Number(tip.dataset.x) / width) * plot.clientWidth;
    const isLeft = x > plot.clientWidth / 2;
    // Beside the size, on the side with more room, and in sight where the chart is wider than the page.
    const { scrollLeft, clientWidth } = plot.parentElement;
    const last = scrollLeft + clientWidth - tip.offsetWidth - 24;
    const left = isLeft ? x - tip.offsetWidth - 16 : x + 16;
    tip.style.left = `${Math.max(scrollLeft, Math.min(left, last))}px`;
  };
  const nearest = (event) => {
    const { left, width: shown } = plot.getBoundingClientRect();
    const x = ((event.clientX - left) / shown) * width;
    const away = tips.map((tip) => Math.abs(Number(tip.dataset.x) - x));
    return away.indexOf(Math.min(...away));
  };
  const steps = {
    ArrowLeft: () => at - 1,
    ArrowRight: () => at + 1,
    Home: () => 0,
    End: () => tips.length - 1,
  };
  plot.addEventListener('pointermove', (event) => point(nearest(event)));
  plot.addEventListener('pointerdown', (event) => point(nearest(event)));
  plot.addEventListener('pointerleave', () => point(-1));
  plot.addEventListener('focus', () => at < 0 && plot.matches(':focus-visible') && point(0));
  plot.addEventListener('blur', () => point(-1));
  plot.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') point(-1);
    if (!Object.hasOwn(steps, event.key)) return;
    event.preventDefault();
    point(Math.min(Math.max(steps[event.key](), 0), tips.length - 1));
  });

  document.addEventListener('input', () => {
    updatePanels();
    updateChoice();
  });
  // A browser that comes back to the page restores what was chosen.
  updatePanels();
  updateChoice();
})();
