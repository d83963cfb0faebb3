/** The shapes by which a status is told without its colour. */
import type { Status } from '../../engine/statusTimeline.ts';

/** Paths about their own centre, about ten pixels wide: a ring, a diamond, half a triangle filled, a crossed square. */
export const STATUS_PATHS: Readonly<Record<Status, { readonly solid: string; readonly open: string }>> = {
  working: { solid: '', open: 'M-3.6,0A3.6,3.6 0 1 1 3.6,0A3.6,3.6 0 1 1 -3.6,0Z' },
  backup: { solid: 'M0,-5.4L5.4,0L0,5.4L-5.4,0Z', open: '' },
  partly: { solid: 'M0,-4.8L5,4.2H0Z', open: 'M0,-4.8L5,4.2H-5Z' },
  down: {
    solid:
      'M-4.6,-4.6H4.6V4.6H-4.6ZM-1.9,-2.9L-2.9,-1.9L-1,0L-2.9,1.9L-1.9,2.9L0,1L1.9,2.9L2.9,1.9L1,0L2.9,-1.9L1.9,-2.9L0,-1Z',
    open: '',
  },
};
