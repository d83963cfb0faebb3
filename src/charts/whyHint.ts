/** How to ask why of a mark: the same words under every chart, and read with its cursor. A first tap reads, a second asks. */
export const WHY_HINT = 'Click, tap twice or press Enter to ask why.';
