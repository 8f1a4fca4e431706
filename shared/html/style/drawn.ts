/** Of pictures (`pictures/`): colours come from here, since no element has a style of its own, and so a picture is as dark as its page. */
export const drawnStyle = `
figure { margin: 0 0 1rem } figcaption { font-weight: 600; padding: 0 0 .25rem } .scroll { overflow-x: auto }
svg.drawn { display: block; width: 100%; height: auto; overflow: visible } svg.drawn text { fill: var(--quiet); font-size: 12px } svg.drawn a text { fill: var(--link) }
svg .f-drawn { fill: var(--drawn) } svg .f-pale { fill: var(--pale) } svg .f-good { fill: var(--good) } svg .f-bad { fill: var(--bad) } svg .f-wait { fill: var(--wait) } svg .f-idle { fill: var(--idle) } svg .f-paper { fill: var(--paper) }
svg .s-drawn { stroke: var(--drawn) } svg .s-pale { stroke: var(--pale) } svg .s-good { stroke: var(--good) } svg .s-bad { stroke: var(--bad) } svg .s-wait { stroke: var(--wait) } svg .s-idle { stroke: var(--idle) } svg .s-line { stroke: var(--line) }
svg .open { fill: none } svg .area { fill-opacity: .25 } svg .promise { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 5 3; vector-effect: non-scaling-stroke }
`;
