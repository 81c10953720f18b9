/** The operators of conditions on two values, as CEL defines them: whole numbers are bigints, others are doubles. */

/** Undefined where there is no answer, such as a whole number divided by nought. */
export function operate(op: string, left: unknown, right: unknown): unknown {
  switch (op) {
    case "==":
      return isSame(left, right);
    case "!=":
      return !isSame(left, right);
    case "in":
      return Array.isArray(right) ? right.some((one) => isSame(left, one)) : undefined;
    case "<":
      return (left as number) < (right as number);
    case "<=":
      return (left as number) <= (right as number);
    case ">":
      return (left as number) > (right as number);
    case ">=":
      return (left as number) >= (right as number);
    default:
      return typeof left === "bigint" && typeof right === "bigint"
        ? integerResult(op, left, right)
        : result(op, left, right);
  }
}

/** Undefined for what 64 bits cannot hold. */
export function within64Bits(value: bigint): bigint | undefined {
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/** Types were checked before: what is compared is of one kind, or both are numbers. */
function isSame(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((one, index) => isSame(one, right[index]));
  if (typeof left === "bigint" && typeof right === "number") return Number(left) === right;
  if (typeof left === "number" && typeof right === "bigint") return left === Number(right);
  return left === right;
}

function result(op: string, left: unknown, right: unknown): unknown {
  if (op === "+") return sum(left, right);
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  if (op === "-") return left - right;
  if (op === "*") return left * right;
  return op === "/" ? left / right : undefined;
}

function sum(left: unknown, right: unknown): unknown {
  if (typeof left === "number" && typeof right === "number") return left + right;
  if (typeof left === "string" && typeof right === "string") return left + right;
  return Array.isArray(left) && Array.isArray(right) ? [...left, ...right] : undefined;
}

function integerResult(op: string, left: bigint, right: bigint): bigint | undefined {
  switch (op) {
    case "+":
      return within64Bits(left + right);
    case "-":
      return within64Bits(left - right);
    case "*":
      return within64Bits(left * right);
    case "/":
      return right === 0n ? undefined : within64Bits(left / right);
    case "%":
      return right === 0n ? undefined : left % right;
    default:
      return undefined;
  }
}
