/** Every publication that a coefficient comes from. */

export interface Source {
  readonly title: string;
  readonly url: string;
}

export const SOURCES = {
  "ml-energy-3": {
    title: "ML.ENERGY Benchmark v3.0 (arXiv 2505.06371, 2601.22076), data set, Apache-2.0",
    url: "https://github.com/ml-energy/leaderboard/tree/0cd52da/public/data",
  },
  "ml-energy-fit": {
    title:
      "Greenlight: fit of four physical terms to 311 text rows of ML.ENERGY Benchmark v3.0, 23 November 2026",
    url: "https://github.com/ml-energy/leaderboard/tree/0cd52da/public/data",
  },
  litgpt: {
    title: "LitGPT, configurations of open models (Apache-2.0), checked against a second source",
    url: "https://github.com/Lightning-AI/litgpt/blob/0006c973aa7d6ace293e2a5fedaf1f8f804f960c/litgpt/config.py",
  },
  "megatron-bridge": {
    title: "NVIDIA Megatron Bridge, providers of open models (Apache-2.0)",
    url: "https://github.com/NVIDIA-NeMo/Megatron-Bridge/tree/07d0d14aceb47916885f74abeace7ac5d167aa75/src/megatron/bridge/models",
  },
  "miles-qwen3-coder": {
    title: "Miles, launch script of Qwen3-Coder-480B",
    url: "https://github.com/zyzshishui/miles/blob/b2699705d93fbe6993a5fde27f68c413f149d705/scripts/models/qwen3-coder-480B-A35B.sh",
  },
  "transformers-llama4": {
    title: "Transformers, configuration of Llama 4 (Apache-2.0)",
    url: "https://github.com/huggingface/transformers/blob/008e574391258935f3ecc3035c882e73bbcac419/src/transformers/models/llama4/configuration_llama4.py",
  },
  "nim-mistral-nemo": {
    title: "NVIDIA NIM, model page of Mistral Nemo 12B Instruct",
    url: "https://docs.api.nvidia.com/nim/reference/nv-mistralai-mistral-nemo-12b-instruct",
  },
  "genz-mistral": {
    title: "GenZ LLM Analyzer, configurations of Mistral models",
    url: "https://github.com/abhibambhaniya/GenZ-LLM-Analyzer/blob/13ebfb842b4248bf0252d089a904181e33ead320/GenZ/Models/Model_sets/mistral.py",
  },
  "gptqmodel-minimax": {
    title: "GPTQModel, configuration of MiniMax-M2 (Apache-2.0)",
    url: "https://github.com/ModelCloud/GPTQModel/blob/3d14511523ccd0602cad61a9cf487c184f8f7217/gptqmodel/hf_minimax_m2/configuration_minimax_m2.py",
  },
  "google-inference-2025": {
    title: "Measuring the environmental impact of delivering AI at Google scale (arXiv 2508.15734)",
    url: "https://arxiv.org/abs/2508.15734",
  },
  "altman-2025": {
    title: "The Gentle Singularity (S. Altman, June 2025)",
    url: "https://blog.samaltman.com/the-gentle-singularity",
  },
  ecologits: {
    title: "EcoLogits, model architecture estimates (MPL-2.0; figures cited, not copied)",
    url: "https://github.com/mlco2/ecologits/blob/4a7b326f9306f40c90bebac289cc066e4e36a5dc/ecologits/data/models.json",
  },
  "ecologits-method": {
    title: "EcoLogits, LLM inference methodology",
    url: "https://ecologits.ai/latest/methodology/llm_inference/",
  },
  "model-cards": {
    title: "Model cards of open models on Hugging Face",
    url: "https://huggingface.co/models",
  },
  "nvidia-h100": {
    title: "NVIDIA H100 Tensor Core GPU data sheet",
    url: "https://www.nvidia.com/en-us/data-center/h100/",
  },
  "nvidia-h200": {
    title: "NVIDIA H200 Tensor Core GPU data sheet",
    url: "https://www.nvidia.com/en-us/data-center/h200/",
  },
  "nvidia-b200": {
    title: "B200 specifications collected from NVIDIA documents (G. Lockwood)",
    url: "https://glennklockwood.com/garden/processors/B200",
  },
  "nvidia-a100": {
    title: "NVIDIA A100 Tensor Core GPU data sheet",
    url: "https://www.nvidia.com/en-us/data-center/a100/",
  },
  "nvidia-l4": {
    title: "NVIDIA L4 Tensor Core GPU data sheet",
    url: "https://www.nvidia.com/en-us/data-center/l4/",
  },
  "nvidia-l40s": {
    title: "NVIDIA L40S GPU data sheet",
    url: "https://www.nvidia.com/en-us/data-center/l40s/",
  },
  "nvidia-t4": {
    title: "NVIDIA T4 Tensor Core GPU data sheet",
    url: "https://www.nvidia.com/en-us/data-center/tesla-t4/",
  },
  "google-tpu": {
    title: "Google Cloud TPU documentation, system architecture per version",
    url: "https://cloud.google.com/tpu/docs/system-architecture-tpu-vm",
  },
  "schneider-tpu": {
    title:
      "Life-cycle emissions of AI hardware: a cradle-to-grave approach (Schneider et al., Google)",
    url: "https://arxiv.org/abs/2502.01671",
  },
  "patterson-2021": {
    title: "Carbon Emissions and Large Neural Network Training (Patterson et al. 2021)",
    url: "https://arxiv.org/abs/2104.10350",
  },
  "mlco2-impact": {
    title: "ML CO2 Impact, table of GPUs",
    url: "https://github.com/mlco2/impact/blob/master/data/gpus.csv",
  },
  ccf: {
    title: "Cloud Carbon Footprint, methodology and coefficients (Apache-2.0)",
    url: "https://www.cloudcarbonfootprint.org/docs/methodology/",
  },
  "ccf-2026": {
    title: "Cloud Carbon Footprint coefficients, refresh of April 2026 (Apache-2.0)",
    url: "https://github.com/cloud-carbon-footprint/ccf-coefficients/tree/b0032d9",
  },
  "nvidia-pcf": {
    title: "NVIDIA product carbon footprint summaries for HGX H100 and HGX B200",
    url: "https://www.nvidia.com/en-us/sustainability/",
  },
  boavizta: {
    title: "Boavizta API, component model of GPU manufacture (figures computed from its formula)",
    url: "https://github.com/Boavizta/boaviztapi/tree/15878f0",
  },
  "falk-a100": {
    title: "More than carbon: cradle-to-grave environmental impacts of GenAI training on the A100",
    url: "https://arxiv.org/abs/2509.00093",
  },
  "rtc-2026": {
    title: "Green Software Foundation, Real Time Energy and Carbon Standard for cloud providers",
    url: "https://github.com/Green-Software-Foundation/real-time-cloud/tree/06796bf",
  },
  "aws-sites-2025": {
    title:
      "AWS sustainability fact sheets by region, 2025, collected by the Green Software Foundation",
    url: "https://github.com/Green-Software-Foundation/real-time-cloud/blob/c131e0d/metrics/2025/aws-2025-metrics.md",
  },
  "google-regions-2025": {
    title: "Google Cloud region carbon data and environmental report, 2025 (Apache-2.0)",
    url: "https://github.com/Green-Software-Foundation/real-time-cloud/blob/b33513b/metrics/2025/google-2025-metrics.md",
  },
  "provider-reports": {
    title: "Sustainability reports of Google, Amazon Web Services and Microsoft, 2025",
    url: "https://github.com/Green-Software-Foundation/real-time-cloud/tree/b33513b/metrics/2025",
  },
  "electricity-maps": {
    title: "Electricity Maps yearly grid intensity by zone, by way of CO2.js (ODbL 1.0)",
    url: "https://www.electricitymaps.com/data/methodology",
  },
  "uptime-2024": {
    title: "Uptime Institute Global Data Center Survey 2024",
    url: "https://uptimeinstitute.com/resources/research-and-reports/uptime-institute-global-data-center-survey-results-2024",
  },
  "li-water": {
    title: "Making AI Less 'Thirsty' (Li, Yang, Islam, Ren; arXiv 2304.03271)",
    url: "https://arxiv.org/abs/2304.03271",
  },
  "wri-ewif": {
    title: "Guidance for calculating water use embedded in purchased electricity (WRI)",
    url: "https://www.wri.org/research/guidance-calculating-water-use-embedded-purchased-electricity",
  },
  ember: {
    title: "Ember yearly electricity data, by way of CO2.js (CC BY-SA 4.0)",
    url: "https://ember-energy.org/data/yearly-electricity-data/",
  },
  "dirty-ssd": {
    title: "The Dirty Secret of SSDs: Embodied Carbon (Tannu, Nair 2022)",
    url: "https://arxiv.org/abs/2207.10793",
  },
  "vantage-2026": {
    title: "AWS instance prices of 2026-08-26, all regions, from instances.vantage.sh",
    url: "https://github.com/tsaol/aws-gpu/tree/299375be7a2b940b53b3d80ec79fd66ee688f4fa/data",
  },
  "skypilot-v9": {
    title: "SkyPilot catalogue v9: spot prices of AWS by zone, prices of Google Cloud",
    url: "https://github.com/skypilot-org/skypilot-catalog/tree/2c3d7ea7d76bf84cf80d382e946c1609571485fd/catalogs/v9",
  },
  "gcp-machines-2025": {
    title: "Google Cloud machine prices of 2025-03-06 (Apache-2.0)",
    url: "https://github.com/Cyclenerd/google-cloud-pricing-cost-calculator/blob/0166a59ebba7c36f2cc8c931d9f258dcebc44776/pricing.yml",
  },
  "gcp-list-2026": {
    title: "Google Cloud list prices from the Cloud Billing Catalog API, 2026-10-13",
    url: "https://huggingface.co/datasets/tanod/cloud-gpu-list-prices",
  },
  "silybench-2026": {
    title: "GPU prices of RunPod, Nebius and Google Cloud, 2026-09-25",
    url: "https://github.com/tgarg01/silybench-data/blob/045df3bf56b8d62c58f108fc43cb397306b83331/derived/csv/gpu_prices.csv",
  },
  "data-receipts-2026": {
    title: "GPU prices of Azure and RunPod, 2026-11-09",
    url: "https://github.com/datareceipts/data-receipts/tree/main/109-gpu-pricing",
  },
  "privum-2026": {
    title: "GPU prices of RunPod, 2026-08-19",
    url: "https://huggingface.co/datasets/privum/ai-compute-prices",
  },
  "lambda-prices": {
    title: "List prices of Lambda, as of 2026-09-20",
    url: "https://github.com/api-evangelist/lambda-labs/blob/1929382e7f9b4777d980aec12b6fc9e04e6718cb/plans/lambda-labs-plans-pricing.yml",
  },
  "coreweave-prices": {
    title: "List prices of CoreWeave, as of 2026-09-20",
    url: "https://github.com/api-evangelist/coreweave/blob/27bcc25e6b1936055be7a93d6ea2d0f6a6d9d084/plans/coreweave-plans-pricing.yml",
  },
  "hyperstack-prices": {
    title: "List prices of Hyperstack, as of 2026-08-26",
    url: "https://github.com/api-evangelist/nexgen-cloud/blob/main/plans/nexgen-cloud-plans-pricing.yml",
  },
  "ovh-2025": {
    title: "SkyPilot catalogue v6: prices of OVHcloud, 2025",
    url: "https://github.com/skypilot-org/skypilot-catalog/blob/8a258f54356e9a8c3a08083f1eebc169a4078d1c/catalogs/v6/ovhcloud/vms.csv",
  },
  "ec2-2026": {
    title: "AWS on-demand list prices of virtual machines, us-east-1",
    url: "https://aws.amazon.com/ec2/pricing/on-demand/",
  },
  "azure-vm": {
    title: "Azure list prices of virtual machines, eastus",
    url: "https://azure.microsoft.com/pricing/details/virtual-machines/linux/",
  },
  "gcp-price-book": {
    title: "Price book of Google Cloud us-central1, read on Google's price pages 2026-09-25",
    url: "https://github.com/aditya-shantanu/substrate-agents-tco/blob/main/MODEL.md",
  },
  "s3-prices": {
    title: "AWS list prices of S3, us-east-1, copied 2022-07-07",
    url: "https://gist.github.com/EverettBerry/a37438006529a55f42da6fdbc44a505c",
  },
  "aws-list": {
    title: "AWS list prices of EBS and S3 Glacier, us-east-1",
    url: "https://aws.amazon.com/ebs/pricing/",
  },
  "aws-transfer-2026": {
    title: "AWS data transfer rates, updated 2026-06-02 (usage.ai)",
    url: "https://www.usage.ai/blogs/aws/networking-cost/data-transfer-costs/",
  },
  "batch-anthropic": {
    title: "Message Batches API of Anthropic: half price, together with prompt caching",
    url: "https://usingclaude.com/en/api/advanced/claude-api-cost-optimization",
  },
  "batch-openai": {
    title: "Batch API of OpenAI: half price (forum of the vendor)",
    url: "https://community.openai.com/t/if-i-run-batches-consisting-of-1-jsonl-line-will-it-still-be-50-of-the-cost/1357069",
  },
  "batch-azure": {
    title: "Batch deployments of Azure OpenAI (Microsoft documentation)",
    url: "https://learn.microsoft.com/en-us/azure/ai-foundry/openai/how-to/batch",
  },
  "batch-google": {
    title: "Optimization and inference of the Gemini API (Google documentation)",
    url: "https://ai.google.dev/gemini-api/docs/optimization",
  },
  "batch-google-stack": {
    title: "Batch inference with Gemini: discounts do not stack (text of the Google documentation)",
    url: "https://www.skills.sh/viktor-ferenczi/skills/gcp-batch-inference",
  },
  "batch-aws": {
    title: "Batch inference of Amazon Bedrock: half price (Wring)",
    url: "https://www.wring.co/blog/aws-bedrock-batch-inference-guide",
  },
  "batch-mistral": {
    title: "Batch API of Mistral: half price (The Neural Base)",
    url: "https://theneuralbase.com/mistral-api/learn/intermediate/cost-advantage-of-batch/",
  },
  "batch-groq": {
    title: "Batch API of Groq (documentation)",
    url: "https://console.groq.com/docs/batch",
  },
  "batch-together": {
    title: "Batch API of Together AI (documentation)",
    url: "https://docs.together.ai/docs/inference/batch/overview",
  },
  "batch-fireworks": {
    title: "Batch API of Fireworks AI",
    url: "https://fireworks.ai/blog/batch-api",
  },
  "batch-xai": {
    title: "Batch API of xAI (documentation)",
    url: "https://docs.x.ai/developers/advanced-api-usage/batch-api",
  },
  "batch-openrouter": {
    title: "Batch API of OpenRouter: half price",
    url: "https://openrouter.ai/blog/announcements/batch-api",
  },
  "morrison-2025": {
    title: "Holistically Evaluating the Environmental Impact of Creating Language Models",
    url: "https://arxiv.org/abs/2503.05804",
  },
  "training-hours": {
    title: "Greenlight: utilisation implied by published accelerator-hours, parameters and tokens",
    url: "https://huggingface.co/meta-llama/Meta-Llama-3-70B",
  },
  "luccioni-2024": {
    title: "Power Hungry Processing, raw measurements (Luccioni, Jernite, Strubell; MIT)",
    url: "https://github.com/sashavor/co2_inference",
  },
  "gpu-specs": {
    title: "Table of NVIDIA data sheets (Z. Zhang)",
    url: "https://github.com/winston-zhang-orz/gpu-specs/blob/main/specs.md",
  },
  "gpu-datasheet": {
    title: "Table of NVIDIA data sheets with their addresses (astroC86)",
    url: "https://github.com/astroC86/gpu-datasheet",
  },
  "llm-prof": {
    title: "LLM-Prof, table of hardware",
    url: "https://github.com/citsjtu2020/LLM-Prof/blob/main/hardware_spec.md",
  },
  "roofline-notes": {
    title: "Roofline Notes, accelerator catalog",
    url: "https://rooflinenotes.dev/accelerators/",
  },
  evokernel: {
    title: "EvoKernel hardware table (CC BY-SA 4.0; single figures cited)",
    url: "https://evokernel-specs.pages.dev/api/hardware.json",
  },
  "intel-gaudi": {
    title:
      "Intel Gaudi 3 AI Accelerator: Architected for Gen AI Training and Inference (Hot Chips 2024)",
    url: "https://www.sgpjbg.com/baogao/465025.html",
  },
  "pi-ramble": {
    title: "Power of Raspberry Pi boards (PID Ramble), quoted in orcanode issue 63",
    url: "https://github.com/orcasound/orcanode/issues/63",
  },
  jetson: {
    title: "NVIDIA Jetson modules, power modes",
    url: "https://docs.nvidia.com/jetson/archives/r36.4.3/DeveloperGuide/SD/PlatformPowerAndPerformance.html",
  },
  "vendor-pcf": {
    title: "Product carbon footprints collected by Boavizta (laptops, servers)",
    url: "https://github.com/Boavizta/environmental-footprint-data",
  },
  "idle-context": {
    title:
      "The Model Parking Tax: idle power of GPUs with a model loaded (Vadari 2026, arXiv 2605.23918)",
    url: "https://arxiv.org/abs/2605.23918",
  },
  "watt-counts": {
    title: "Watt Counts: LLM inference on heterogeneous GPUs (Argerich et al. 2026)",
    url: "https://arxiv.org/abs/2604.09048",
  },
  "facility-profiles": {
    title: "Measurement of generative AI workload power profiles (Vercellino et al. 2026)",
    url: "https://arxiv.org/abs/2604.07345",
  },
  "b200-idle": {
    title: "Idle power of MI355 and air-cooled B200, as reported to AMD",
    url: "https://github.com/ROCm/legacy-rocm-build/issues/5219",
  },
  "vertex-autoscaling": {
    title: "Vertex AI reference: AutoscalingMetricSpec",
    url: "https://cloud.google.com/dotnet/docs/reference/Google.Cloud.AIPlatform.V1/latest/Google.Cloud.AIPlatform.V1.AutoscalingMetricSpec",
  },
  "idle-window": {
    title: "Koyeb documentation: scale to zero",
    url: "https://koyeb.com/docs/run-and-scale/scale-to-zero",
  },
  "ml-energy-blog": {
    title: "Diagnosing Inference Energy Consumption with the ML.ENERGY Leaderboard v3.0",
    url: "https://ml.energy/blog/measurement/energy/diagnosing-inference-energy-consumption-with-the-mlenergy-leaderboard-v30",
  },
  ecocompute: {
    title: "EcoCompute, energy of quantised models (MIT)",
    url: "https://github.com/hongping-zh/ecocompute-ai",
  },
  routellm: {
    title: "RouteLLM, README (arXiv 2406.18665)",
    url: "https://github.com/lm-sys/RouteLLM",
  },
  "intelligence-per-watt": {
    title: "Intelligence per Watt: Measuring Intelligence Efficiency of Local AI",
    url: "https://arxiv.org/abs/2511.07885",
  },
  llmlingua: {
    title: "LLMLingua, README (arXiv 2310.05736, 2310.06839)",
    url: "https://github.com/microsoft/LLMLingua",
  },
  "genai-prices": {
    title: "genai-prices of Pydantic, list prices of API calls (MIT)",
    url: "https://github.com/pydantic/genai-prices",
  },
  greenlight: {
    title: "Greenlight: own assumption, to be replaced by an input",
    url: "docs/method.md",
  },
} as const satisfies Readonly<Record<string, Source>>;

export type SourceId = keyof typeof SOURCES;
