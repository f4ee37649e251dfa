/** So many films of one kind of evidence are more than a list shows of it, after what was seen and is shown elsewhere is left out. */
export const ENOUGH_OF_A_KIND = 120;
