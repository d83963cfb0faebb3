/** The shortest scenario file worth running: printed in the reference, and read by a test. */
export const minimal = `format: 1
id: power-cut
title: A morning without the record system
start: 2024-07-01
components:
  - { id: record-system, title: Record system, functions: [ read, write, appointments, prescribing, interfaces ] }
sites:
  - { id: our-practice, title: Our practice, template: gp-practice, patients: 9000, uses: { records: record-system } }
  - { id: urgent-care, title: NHS 111 and urgent care, template: urgent-care-hub, patients: 9000 }
incident:
  title: The record system stops
  faults:
    - { kind: outage, id: stop, component: record-system, at: 2024-07-16 08:00, repair: { central: { triangular: [ 2 h, 4 h, 9 h ] } } }
backups:
  - id: paper-pack
    kind: paper-pack
    title: Paper pack
    owner: practice
    covers:
      - { services: [ same-day ], component: records/read, share: 0.7, slowdown: 1.25, reentryMinutes: 4 }
    activation: { decision: { triangular: [ 10 min, 20 min, 40 min ] }, setUp: 10 min }
strategies:
  - { id: today, title: Nothing prepared, baseline: true }
  - { id: paper, title: Paper pack, uses: [ paper-pack ] }
`;
