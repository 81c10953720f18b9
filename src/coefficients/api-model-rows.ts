/** Rows of models that vendors sell over an API: billions of parameters, all and active per token. */

export type Row = readonly [
  id: string,
  /** The whole name, without dates, versions of a snapshot and what follows a colon. */
  name: string,
  total: number,
  lowActive: number,
  highActive: number,
  ...flags: readonly ("reasons" | "ours")[],
];

/** Rows by words, one of which is in every name that they match, so that a name is held against few patterns. */
export type Families = Readonly<Record<string, readonly Row[]>>;

/**
 * Bounds of generations that somebody has written bounds for. A newer generation is not its predecessor:
 * it is unknown until there is a row, or until the manifest says its size. "ours" are bounds of our own.
 */
export const CLOSED_MODELS: Families = {
  "gpt 4o": [
    ["gpt-5-pro", "gpt-5(\\.1)?-pro", 3600, 300, 1080, "reasons"],
    ["gpt-5.2-pro", "gpt-5\\.[23]-pro", 5040, 504, 1512, "reasons"],
    ["gpt-5.4-pro", "gpt-5\\.4-pro", 5400, 540, 1800, "reasons"],
    ["gpt-5-mini", "gpt-5(\\.[1-4])?(-codex)?-mini", 70, 25, 70, "reasons"],
    ["gpt-5-nano", "gpt-5(\\.[1-4])?-nano", 18.5, 5, 18.5, "reasons"],
    ["gpt-5-chat", "gpt-5(\\.[1-4])?-chat", 360, 30, 126],
    ["gpt-5", "gpt-5(\\.[1-3])?(-codex(-max)?)?", 360, 30, 126, "reasons"],
    ["gpt-5.4", "gpt-5\\.4(-codex)?", 450, 45, 150, "reasons"],
    ["gpt-4.1-mini", "gpt-4\\.1-mini", 112, 20, 112],
    ["gpt-4.1-nano", "gpt-4\\.1-nano", 37, 5, 37],
    ["gpt-4.1", "gpt-4\\.1", 352, 35, 106],
    ["gpt-4o-mini", "gpt-4o-mini(-audio|-realtime|-search|-transcribe|-tts)?", 28, 8, 28],
    ["gpt-4o", "(chatgpt-|gpt-)?4o(-audio|-realtime|-search|-transcribe)?", 440, 44, 132],
    ["gpt-4-turbo", "gpt-4-(turbo|\\d{4}-preview|vision|1106-vision)", 880, 88, 264],
    ["gpt-4", "gpt-4(-32k)?", 1760, 176, 528],
    ["gpt-3.5", "gpt-3\\.?5-turbo(-instruct)?", 70, 7, 70],
    ["gpt-image", "gpt-image-(1(\\.5)?|2)(-mini)?", 440, 10, 200, "ours"],
  ],
  "o1 o3 o4": [
    ["openai-o-mini", "o[134]-mini(-high|-deep-research)?", 70, 8, 70, "reasons"],
    ["openai-o-pro", "o[13]-pro", 4400, 88, 1320, "reasons", "ours"],
    ["openai-o", "o[13](-deep-research)?", 440, 44, 132, "reasons"],
  ],
  claude: [
    ["claude-haiku-3", "claude-(3([-.]5)?-haiku|haiku-3([-.]5)?)", 90, 10, 90],
    ["claude-haiku", "claude-haiku-4([-.]5)?", 35, 10, 35],
    ["claude-opus-4", "claude-(opus-4([-.][01])?|3-opus|opus-3|4-opus)", 2000, 67, 600],
    ["claude-opus", "claude-opus-4[-.][5-8]", 670, 67, 200],
    [
      "claude-sonnet",
      "claude-(3([-.][57])?-sonnet(-et)?|4-sonnet|sonnet-(3([-.][57])?|4([-.][0-6])?))",
      440,
      44,
      132,
    ],
  ],
  gemini: [
    ["gemini-pro-image", "gemini-(2\\.5|3(\\.1)?)-pro-image", 1500, 120, 600],
    ["gemini-flash-image", "gemini-(2\\.[05]|3(\\.1)?)-flash-image", 440, 30, 200],
    [
      "gemini-pro",
      "gemini-((1(\\.[05])?|2\\.[05]|3(\\.1)?)-)?pro(-1\\.5)?(-vision|-tts)?",
      1500,
      120,
      600,
      "reasons",
    ],
    [
      "gemini-flash-lite",
      "gemini-((1\\.5|2\\.[05]|3(\\.1)?)-)?flash(-1\\.5)?-(lite|8b)(-tts)?",
      60,
      8,
      105,
    ],
    [
      "gemini-flash",
      "gemini-(live-)?((1\\.5|2\\.[05]|3(\\.1)?)-)?flash(-1\\.5)?(-live|-tts)?",
      440,
      30,
      200,
    ],
  ],
  "mistral magistral": [
    ["mistral-large", "mistral-large(-3)?", 675, 41, 123],
    ["mistral-medium", "(mistral|magistral)-medium(-3([-.][15])?)?", 120, 40, 120],
    ["mistral-small", "mistral-small", 24, 6, 24],
    ["mistral-tiny", "mistral-tiny", 8, 3, 14],
  ],
  grok: [
    ["grok", "grok-(beta|2(-vision)?|3(-fast)?|4([-.]1)?-fast-non-reasoning)", 1200, 80, 500],
    ["grok-4", "grok-4(([-.]1)?-fast(-reasoning)?)?", 1200, 80, 500, "reasons"],
  ],
  "embed voyage": [
    ["text-embedding-small", "text-embedding-(3-small|ada)", 0.5, 0.1, 2],
    ["text-embedding-large", "text-embedding-3-large", 3, 0.5, 10],
    [
      "embedding",
      "(embed|voyage|gemini-embedding|mistral-embed|text-embedding|codestral-embed|titan-embed)(-.*)?",
      1,
      0.1,
      10,
    ],
  ],
  rerank: [["reranker", "(cohere-)?rerank(er)?(-.*)?", 1, 0.1, 10, "ours"]],
};

export const OPEN_MODELS: Families = {
  gpt: [
    ["gpt-oss-120b", "gpt-oss-120b", 117, 5.1, 5.1, "reasons"],
    ["gpt-oss-20b", "gpt-oss-20b", 21, 3.6, 3.6, "reasons"],
  ],
  "deepseek r1": [
    ["deepseek-v3", "deepseek-(v3(\\.[12])?(-terminus|-exp|-base)?|chat)", 671, 37, 37],
    ["deepseek-r1", "(deepseek-)?r1|deepseek-reasoner", 671, 37, 37, "reasons"],
  ],
  mixtral: [
    ["mixtral-8x7b", "(open-)?mixtral-8x7b(-instruct)?", 46.7, 12.9, 12.9],
    ["mixtral-8x22b", "(open-)?mixtral-8x22b(-instruct)?", 140.6, 39.1, 39.1],
  ],
  llama: [
    [
      "llama-4-maverick",
      "(meta-)?llama-?4-maverick(-17b)?(-128e)?(-instruct)?(-fp8)?",
      400,
      17,
      17,
    ],
    ["llama-4-scout", "(meta-)?llama-?4-scout(-17b)?(-16e)?(-instruct)?", 109, 17, 17],
  ],
  kimi: [["kimi-k2", "kimi-k2(-instruct|-thinking|-turbo|-base)?", 1000, 32, 32]],
  mistral: [
    ["mistral-large-2407", "mistral-large-(2407|2411)", 123, 123, 123],
    [
      "mistral-small-2501",
      "mistral-small-(25\\d\\d|3(\\.[12])?)(-24b)?(-instruct)?",
      23.6,
      23.6,
      23.6,
    ],
    ["mistral-nemo", "(open-)?mistral-nemo(-instruct)?", 12.2, 12.2, 12.2],
  ],
  command: [
    ["command-a", "command-a(-03-2025)?", 111, 111, 111],
    ["command-r-plus", "command-r-plus", 104, 104, 104],
    ["command-r", "command-r", 32.3, 32.3, 32.3],
  ],
  whisper: [
    ["whisper-large", "whisper-(1|large)", 1.55, 1.55, 1.55],
    ["whisper-large-turbo", "whisper-(large-v3-)?turbo", 0.809, 0.809, 0.809],
    ["whisper-medium", "whisper-medium(\\.en)?", 0.769, 0.769, 0.769],
    ["whisper-small", "whisper-small(\\.en)?", 0.244, 0.244, 0.244],
    ["whisper-base", "whisper-base(\\.en)?", 0.074, 0.074, 0.074],
    ["whisper-tiny", "whisper-tiny(\\.en)?", 0.039, 0.039, 0.039],
  ],
  flux: [["flux.1", "flux([.-]1)?-(dev|schnell|kontext-dev|krea-dev)", 12, 12, 12]],
  "stable-diffusion sd": [
    ["stable-diffusion-3.5-large", "(stable-diffusion-|sd-?)3\\.5-large(-turbo)?", 8.1, 8.1, 8.1],
    ["stable-diffusion-3.5-medium", "(stable-diffusion-|sd-?)3\\.5-medium", 2.5, 2.5, 2.5],
    [
      "stable-diffusion-xl",
      "(stable-diffusion-xl|sdxl)(-base(-1\\.0)?|-turbo|-lightning)?",
      3.5,
      3.5,
      3.5,
    ],
    ["stable-diffusion-2", "(stable-diffusion|sd)-2-[01]", 1.3, 1.3, 1.3],
  ],
  pixart: [["pixart-sigma", "pixart-(alpha|sigma)(-xl.*)?", 0.6, 0.6, 0.6]],
  hunyuan: [["hunyuan-video", "hunyuan-?video", 13, 13, 13]],
};
