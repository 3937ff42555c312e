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

/** A run of the instrument whose floor passes its allowance of 0.1 at t = 2, and whose linear equation lasts until t = 6. */
export const instrumentRows = times.map((time) => {
  const meanGap = 0.03 * (1 - Math.exp(-time));
  return {
    time,
    meanGap,
    bound: (1.2 + time / 4) * meanGap,
    gronwallBound: (0.3 / Math.sqrt(512)) * (Math.expm1(7 * time) / 7),
    propagatorBound: 1.15 * meanGap,
    linearMeanGap: 1.02 * meanGap,
    linearResidual: time === 0 ? Number.NaN : 0.05 * time,
    floorIntegral: 0.05 * time,
    excess: 0.05,
    excessAlignment: 0.25,
    propagator: 1 + time,
    estimate: 2 + time / 2,
    overshoot: 0.8 + 0.1 * time,
    relativeRisk: 1 / (1 + time),
    rootRiskIntegral: Math.log1p(time),
    growthRate: 12.5,
    largestForcing: 0.4,
    forcingConstant: 4,
    boundEnd: 2,
    leastConstant: 2.5,
    mostConstant: 4.5,
    ownConstant: 3,
    misfit: 0,
    informationExponent: 4,
    even: 1
  };
});

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

export const atomRows = [0, 1].flatMap((average) =>
  [0, 1, 2].map((neuron) => ({
    neuron,
    average,
    w1: neuron - 1,
    w2: -1,
    field1: 0.1,
    field2: 0.2,
    repulsion1: 0.1,
    repulsion2: 0.2,
    net1: 0.2,
    net2: 0.4,
    next1: neuron - 0.9,
    next2: -0.8,
    input1: average === 1 ? Number.NaN : 0.5,
    input2: average === 1 ? Number.NaN : 1,
    target: average === 1 ? Number.NaN : 0.5,
    output: average === 1 ? Number.NaN : -0.25,
    risk: 3,
    nextRisk: 2.5
  }))
);

export const atomPathRows = Array.from({length: 9}, (_, k) => k / 4).flatMap((time) =>
  [0, 1, 2].map((neuron) => ({
    stepSize: 0.25,
    time,
    neuron,
    w1: neuron - 1 + 0.1 * Math.sin(7 * time),
    w2: time - 1,
    flow1: neuron - 1,
    flow2: time - 1,
    deviation: 0.1 * time,
    risk: 1 / (1 + time),
    flowRisk: 0.9 / (1 + time)
  }))
);

export const stepNoiseRows = [1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128, 1 / 256].map((stepSize) => ({
  stepSize,
  deviation: Math.sqrt(stepSize),
  standardError: 0.02 * Math.sqrt(stepSize),
  predicted: 0.98 * Math.sqrt(stepSize),
  fitted: 1.01 * Math.sqrt(stepSize),
  exponent: 0.5,
  exponentError: 0.01,
  largestResidual: 1.5
}));

export const riskTermRows = [0.2, -0.3, 0.25, 0.15].map((value, term) => ({
  term,
  value,
  self: term === 2 ? 0.05 : Number.NaN,
  sampled: value + 0.01,
  standardError: 0.008
}));

export const activationRows = Array.from({length: 21}, (_, k) => k / 10 - 1).map((cosine) => ({
  z: 2 * cosine,
  relu: Math.max(0, 2 * cosine),
  erf: 0.9 * Math.tanh(2 * cosine) + 0.1 * cosine ** 9,
  tanh: Math.tanh(2 * cosine),
  hermite2: (4 * cosine ** 2 - 1) / Math.SQRT2,
  hermite3: cosine ** 3,
  hermite4: cosine ** 4,
  cosine,
  reluInteraction: (1 + cosine) ** 2 / 8,
  erfInteraction: cosine / 3,
  hermite2Interaction: cosine ** 2,
  hermite3Interaction: cosine ** 3,
  hermite4Interaction: cosine ** 4
}));
export const lazyNeuronRows = [0.5, 1].flatMap((exponent) =>
  [0, 4, 8].flatMap((time) =>
    Array.from({length: 12}, (_, neuron) => ({
      time,
      exponent,
      neuron,
      sign: neuron % 2 === 0 ? 1 : -1,
      along: 0.1 * Math.sin(neuron) + 0.1 * time * exponent * (neuron % 2 === 0 ? 1 : -0.5),
      across: Math.max(0, 0.9 - 0.05 * time * exponent)
    }))
  )
);

export const lazyRows = [0.5, 0.75, 1].flatMap((exponent) =>
  [32, 64, 128].flatMap((width) =>
    [1, 2].flatMap((seed) =>
      [0, 4, 8].map((time) => ({
        time,
        exponent,
        width,
        seed,
        trainingLoss: Math.exp(-time / 3) / exponent,
        testLoss: 0.1 + Math.exp(-time / 3) / exponent,
        distance: time * width ** (exponent - 1) * (1 + 0.01 * seed),
        kernelChange: time * width ** (2 * exponent - 2),
        alignmentGain: 0.1 * time * width ** (exponent - 1),
        linearisationGap: 0.2 * time * width ** (2 * exponent - 2)
      }))
    )
  )
);

export const exponentRows = [0.5, 0.75, 1].flatMap((exponent) =>
  (["distance", "alignmentGain", "kernelChange", "linearisationGap", "trainingLoss"] as const).map((quantity) => ({
    quantity,
    exponent,
    mean: exponent - 1.02,
    half: 0.05,
    seeds: 4,
    from: 32,
    to: 512,
    residual: 0.01,
    predicted: quantity === "trainingLoss" ? Number.NaN : exponent - 1
  }))
);

export const stepRows = Array.from({length: 17}, (_, i) => 2 ** (3 + i / 2)).map((samples) => ({
  samples,
  mean: 3 / samples,
  low: 2 / samples,
  high: 4 / samples,
  seeds: 4
}));

export const levelRows = [0, 1, 2, 3, 4].map((degree) => ({
  dimension: 16,
  degree,
  multiplicity: [1, 16, 135, 800, 3740][degree],
  eigenvalue: degree === 3 ? 0 : 0.1,
  energy: 0.1,
  power: degree === 3 ? 0 : 0.2 / (1 + degree),
  plateau: 0.34 / (1 + degree ** 3)
}));

export const lawRows = [8, 16, 64].flatMap((dimension) =>
  [2, 4, 8, 16, 64, 256].map((samples) => ({
    dimension,
    samples,
    risk: 0.5 / (1 + samples / dimension),
    noise: 0.1,
    effectiveRidge: 1 / samples
  }))
);
export const noisyLineRows = Array.from({length: 81}, (_, i) => i / 10 - 4).map((first) => ({
  first,
  second: Number.NaN,
  density: 0.4 * Math.exp(-((first + 1) ** 2)),
  stationary: 0.5 * Math.exp(-((first - 1) ** 2)),
  potential: 0.1 * Math.sin(first)
}));

export const noisyPlaneRows = Array.from({length: 24}, (_, i) => i / 3 - 4).flatMap((first) =>
  Array.from({length: 24}, (_, j) => j / 3 - 4).map((second) => ({
    first,
    second,
    density: Math.exp(-(first ** 2) - (second - 1) ** 2),
    stationary: Math.exp(-((first - 1) ** 2) - second ** 2)
  }))
);

export const freeEnergyRows = times.map((time) => ({
  time,
  freeEnergy: 0.4 * Math.exp(-time),
  halfRisk: 0.5 * Math.exp(-time),
  ridgeCost: 0.02,
  entropyCost: -0.1 * Math.exp(-time) - 0.02,
  excess: 0.4 * Math.exp(-time),
  leastExcess: 0.1 * Math.exp(-time),
  mostExcess: 0.8 * Math.exp(-time)
}));

export const gibbsRows = [10, 30, 100, 300].map((inverseTemperature) => ({
  inverseTemperature,
  risk: 1 / inverseTemperature,
  bound: 0.05 + 4 / inverseTemperature
}));

export const noiselessRows = times.map((time) => ({
  time,
  distance: 0.1 * Math.exp(-time),
  offset: 0.01 * Math.exp(-2 * time),
  rate: 1
}));
export const balanceRows = Array.from({length: 50}, (_, i) => ({low: (i - 25) / 25, high: (i - 24) / 25})).map(
  ({low, high}) => ({
    time: 2,
    low,
    high,
    mass: 0.02,
    fluxLow: low - low ** 3,
    fluxHigh: high - high ** 3,
    gain: low - low ** 3 - (high - high ** 3),
    divergence: 1 - 30 * low ** 2
  })
);

export const sgdRows = [1, 2, 3].flatMap((seed) =>
  [8, 32, 128].map((width) => ({
    time: 0.5,
    seed,
    problem: "He3",
    width,
    step: 1 / (32 * width),
    clock: 0.5,
    supDistance: (0.8 + 0.1 * seed) / Math.sqrt(width),
    wasserstein: (0.3 + 0.1 * seed) / Math.sqrt(width),
    risk: 0.6 + 1 / width,
    meanFieldRisk: 0.6,
    meanDistance: 0.02 + seed / width,
    largestDistance: 0.1,
    contraction: 1 / width
  }))
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

export const familyRows = ["d = 8", "d = 32"].flatMap((member, i) =>
  [8, 16, 32, 64].map((x) => ({member, x, y: (1 + i) * x ** 0.5, error: 0.1}))
);

/** The rows that are read of the experiment `step-error`, for functions or neurons: two seeds, three steps. */
export const stepErrorRows = [1, 2].flatMap((seed) =>
  [1 / 16, 1 / 64, 1 / 128].map((step) => ({
    seed,
    step,
    distance: 0.1 * seed * step,
    predicted: 0.1 * seed * step * (1 - step),
    limit: 0.16 * step,
    total: 0.06 + 0.001 * seed
  }))
);

export const scaledGapRows = [8, 16, 64].flatMap((dimension) =>
  [64, 256, 1024].flatMap((width) =>
    [1, 2, 3].map((seed) => ({dimension, width, seed, scaled: 0.2 * dimension ** 0.3 * (1 + 0.1 * (seed - 2))}))
  )
);

export const dimensionLawRows = ["He3", "He4", "He6"].flatMap((member, k) =>
  [8, 16, 32, 64].map((dimension) => {
    const law = 0.1 * (k + 1) * dimension ** 0.5;
    const value = law * (1 + 0.05 * Math.sin(dimension));
    return {member, dimension, value, low: 0.95 * value, high: 1.05 * value, law};
  })
);

export const intervalRows = ["He4, δ = 0.8", "He4, δ = 0.5", "He6, δ = 0.5"].flatMap((row, i) =>
  (["measured", "prediction"] as const).map((quantity) => ({
    row,
    quantity,
    value: i / 4,
    low: i / 4 - 0.1,
    high: i / 4 + 0.2
  }))
);

export const neededWidthRows = [8, 16, 32, 64, 1000, 10000].flatMap((dimension) => [
  ...(dimension < 100
    ? [{source: "measured", dimension, logWidth: 3, low: 2.9, high: 3.1, isReached: dimension < 32} as const]
    : []),
  {source: "prediction", dimension, logWidth: 3 + 0.2 * Math.log10(dimension)} as const,
  {source: "selfConcordanceBound", dimension, logWidth: 5 + Math.log10(dimension)} as const,
  {source: "gronwall", dimension, logWidth: dimension} as const
]);

export const neuronGapRows = [128, 512].flatMap((width) =>
  Array.from({length: width}, (_, neuron) => ({
    seed: 1,
    neuron,
    time: 4,
    initialAlignment: Math.sin(neuron) / 4,
    finalAlignment: Math.tanh(3 * Math.sin(neuron)),
    meanFieldAlignment: Math.tanh(3.1 * Math.sin(neuron)),
    width,
    gap: 1 / (0.05 + Math.abs(Math.sin(neuron))) / Math.sqrt(width),
    finalGap: 1 / (0.05 + Math.abs(Math.sin(neuron))) / Math.sqrt(width),
    largestGap: 2 / (0.05 + Math.abs(Math.sin(neuron))) / Math.sqrt(width)
  }))
);

export const widthLevelRows = [0.8, 0.5, 0.3].map((level) => ({level, scaled: 1 - level, width: 256, seed: 1}));

export const problemRunRows = [64, 128, 512].flatMap((width) =>
  [1, 2, 3].flatMap((seed) =>
    [0, 1, 2, 4, 8].map((time) => {
      const square = ((0.2 + 0.1 * time) * (1 + 0.05 * (seed - 2))) / width;
      const risk = 0.1 + 0.9 * Math.exp(-time / 4) + 5 / width;
      return {
        width,
        seed,
        time,
        loss: 1.05 * risk,
        risk,
        limitRisk: 0.1 + 0.9 * Math.exp(-time / 4),
        meanGap: Math.sqrt(square),
        functionGap: square,
        alignment: 1 - 0.7 * Math.exp(-time / 4),
        hessianMedian: time === 0 ? Number.NaN : 2.9,
        hessianLargest: time === 0 ? Number.NaN : 7.5
      };
    })
  )
);

export const neuronValueRows = [0, 1, 2, 3].flatMap((neuron) =>
  [0, 1, 2, 4, 8].map((time) => ({neuron, time, value: 0.01 * time * (1 + neuron)}))
);

export const sampleErrorRows = [32, 128, 512].flatMap((width) =>
  [512, 2048, 8192].flatMap((samples) =>
    [1, 2, 3].map((seed) => ({width, samples, seed, error: (1 / width + 20 / samples) * (1 + 0.1 * (seed - 2))}))
  )
);
