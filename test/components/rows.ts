/** Rows of the shapes that the experiments make, smooth and cheap, for drawing. */
export const times = Array.from({length: 33}, (_, i) => i / 4);

export const gapRows = [1, 2, 3].flatMap((seed) =>
  times.map((time) => {
    const meanGap = 0.03 * (1 - Math.exp(-time)) * (1 + 0.05 * (seed - 2));
    return {
      time,
      seed,
      riskFinite: Math.exp(-time / 4) + 0.001 * seed,
      functionGap: (0.4 + 0.6 * Math.exp(-time)) / 512,
      meanGap,
      linearMeanGap: 1.02 * meanGap,
      propagatorBound: 1.15 * meanGap,
      selfConcordanceBound: (2 + time) * meanGap,
      largestEigenvalueBound: Math.exp(time) * meanGap,
      predictedMeanGap: 0.031 * (1 - Math.exp(-time)),
      predictedDeviation: 0.002 * (1 - Math.exp(-time)),
      gronwallBound: (0.3 / Math.sqrt(512)) * (Math.expm1(7 * time) / 7),
      linearLocalRate: 0.02 * time * Math.exp(-time),
      linearInteractionRate: -0.01 * time * Math.exp(-time / 2),
      linearForcingRate: 0.03 * Math.exp(-time)
    };
  })
);

export const riskRows = times.map((time) => ({time, risk: 1 / (1 + time)}));

export const densityRows = Array.from({length: 81}, (_, i) => i / 40 - 1).map((alignment) => ({
  alignment,
  density: 2.2 * Math.exp(-16 * alignment ** 2),
  alignmentRate: alignment ** 3 * (1 - alignment ** 2)
}));

export const network = Array.from({length: 256}, (_, i) => Math.sin(i) ** 3);

export const pathRows = times.flatMap((time) =>
  [0, 1, 2, 3, 4].map((neuron) => ({
    time,
    neuron,
    alignment: Math.tanh(time * (neuron - 1.7)),
    meanFieldAlignment: Math.tanh(1.05 * time * (neuron - 1.7))
  }))
);

export const hessianRows = Array.from({length: 60}, (_, i) => i / 60).map((alignment) => ({
  time: 2,
  alignment,
  velocity: alignment ** 3 * Math.sqrt(1 - alignment ** 2),
  parallel: 3 * alignment ** 2 - 4 * alignment ** 4,
  transverse: -(alignment ** 4),
  ratio: 3 + 0.02 / (alignment ** 2 - 0.0025),
  alignmentRate: alignment ** 3 * (1 - alignment ** 2)
}));

export const floorRows = times.map((time) => ({
  time,
  quadraticCoefficient: 0.003 * Math.exp(-time) - 0.0005,
  floor: Math.max(0, 8 * (0.003 * Math.exp(-time) - 0.0005))
}));

export const propagatorRows = Array.from({length: 40}, (_, i) => 10 ** (-3 + i / 14)).map((initialAlignment) => ({
  initialAlignment,
  parallel: 50 / (1 + 40 * initialAlignment ** 2),
  transverse: 1 / (1 + initialAlignment),
  estimate: 80 / (1 + 30 * initialAlignment ** 2)
}));

export const jmaxRows = [8, 16, 32, 64].flatMap((dimension) =>
  [4, 8, 16].map((time) => ({
    dimension,
    time,
    maximum: 10 * Math.log(dimension) * time,
    integralRootRisk: Math.sqrt(time) * dimension ** 0.1
  }))
);

export const collapseRows = [64, 256].flatMap((width) =>
  gapRows.map(({time, seed, functionGap}) => ({time, seed, width, functionGap: (functionGap * 512) / width}))
);

export const radialLawRows = Array.from({length: 40}, (_, i) => ({
  time: 2,
  from: i / 10,
  to: (i + 1) / 10,
  mass: Math.exp(-((i - 15) ** 2) / 18) / Math.sqrt(18 * Math.PI),
  radialVelocity: Math.sin(i / 6)
}));

export const radialNetwork = radialLawRows.map(({from, to}, i) => ({from, to, neurons: i % 7}));

export const radialRiskPoints = times.map((time) => ({
  errorTime: time + 0.1,
  squaredError: 1.1 / (1 + time),
  standardError: 0.02
}));

export const transitionRows = ["finite", "infinite"].flatMap((interaction) =>
  [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((delta) =>
    [1, 10].map((time) => ({
      interaction,
      delta,
      time,
      risk: 1.2 - delta / time,
      bestRisk: Math.max(0, 0.9 - 2 * delta),
      bestGap: 1e-8,
      atoms: 1,
      threshold: 0.47
    }))
  )
);

export const chaosRows = times.map((time) => {
  const maxGap = 0.5 * Math.sqrt(time);
  return {
    time,
    maxGap,
    meanGap: maxGap / 2,
    discretisation: 0.001 * time,
    drift: 0.2 * time,
    martingale: 0.6 * Math.sqrt(time),
    sampling: 0.1 * time,
    feedback: 0.08 * time,
    interaction: 0.12 * time,
    noise: 0.6 * Math.sqrt(time),
    selfInteraction: 0.01 * time,
    discretisationShare: -0.001 * time,
    driftShare: 0.3 * maxGap,
    martingaleShare: 0.8 * maxGap + 0.001 * time,
    samplingShare: 0.1 * maxGap,
    feedbackShare: -0.2 * maxGap,
    forcing: 0.6 * Math.sqrt(time),
    lipschitz: 3 - 0.1 * time,
    runGronwall: 0.6 * Math.sqrt(time) * Math.exp(5 * time),
    theoremBound: time > 6 ? Number.NaN : 100 * Math.sqrt(time) * Math.exp(80 * time),
    theoremBoundLog10: 2 + 80 * time,
    theoremRate: 80,
    theoremError: 0.8,
    residual: 1e-15,
    risk: 1 / (1 + time)
  };
});

export const mcdiarmidRows = Array.from({length: 50}, (_, i) => i / 100).map((deviation) => ({
  deviation,
  exceeded: deviation > 0.2 ? 0 : Math.exp(-200 * deviation ** 2),
  bound: Math.min(1, 2 * Math.exp(-32 * deviation ** 2)),
  everExceeded: deviation > 0.2 ? 0 : Math.min(1, 2 * Math.exp(-200 * deviation ** 2)),
  unionBound: Math.min(1, 16 * Math.exp(-32 * deviation ** 2))
}));

export const scalingRows = [16, 64, 256].flatMap((width) =>
  [0, 0.001, 0.004].flatMap((stepSize) =>
    [1, 2].map((seed) => ({
      width,
      stepSize,
      seed,
      maxGap: Math.sqrt(1 / width + 80 * stepSize) * (1 + 0.1 * seed),
      meanGap: Math.sqrt(1 / width + 80 * stepSize) / 2,
      widthExponent: stepSize === 0 ? -0.5 : -0.02,
      widthExponentLow: -0.6,
      widthExponentHigh: 0,
      widthResidual: 0.1,
      stepExponent: 0.45,
      stepExponentLow: 0.4,
      stepExponentHigh: 0.5,
      stepResidual: 0.1
    }))
  )
);
