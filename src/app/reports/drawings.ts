/** The charts of a report as pictures: each is mounted out of sight for a moment, copied and taken away. */
import { mount, unmount } from 'svelte';
import { dotsOf, pictureOf } from '../../charts/picture.ts';
import type { ReportPicture } from '../../exports/report/toDocx.ts';
import type { StudyResult } from '../../results/types.ts';
import { nextTask } from '../../runner/nextTask.ts';
import type { ChartFigure } from './charts/figure.ts';
import Drawing from './Drawing.svelte';

/** A drawing waits for its size and a task; longer than this means that it will not come. */
const PATIENCE = 5000;

export async function drawings(
  figures: readonly ChartFigure[],
  result: Pick<StudyResult, 'resultsFrom' | 'incidentHour' | 'restoredHour'>,
): Promise<Map<string, ReportPicture>> {
  const pictures = new Map<string, ReportPicture>();
  for (const { id, alt, drawn } of figures) {
    if (!drawn) continue;
    await nextTask();
    const drawing = mount(Drawing, { target: document.body, props: { drawn, label: alt ?? '', result } });
    try {
      const svg = await appeared();
      if (!svg) continue;
      const picture = pictureOf(svg, {
        // Finding and subtitle stand above it as text, which can be searched and read aloud.
        title: '',
        subtitle: '',
        note: 'Standby: simulated disruption, not clinical outcomes.',
      });
      const dots = await dotsOf(picture);
      pictures.set(id, {
        png: new Uint8Array(await dots.arrayBuffer()),
        width: picture.width,
        height: picture.height,
      });
    } finally {
      await unmount(drawing);
    }
  }
  return pictures;
}

async function appeared(): Promise<SVGSVGElement | null> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    const svg = document.querySelector<SVGSVGElement>('.drawing svg[role=img]');
    if (svg || performance.now() > until) return svg;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
