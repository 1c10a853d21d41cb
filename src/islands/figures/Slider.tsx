interface Props {
  readonly label: string;
  /** The last place; the first is 0. */
  readonly max: number;
  readonly value: number;
  /** The place in words. */
  readonly says: string;
  /** True where it takes what room there is. */
  readonly wide?: boolean;
  readonly onMove: (place: number) => void;
}

/** A head that is moved over what was computed: places from 0 on. */
export function Slider({ label, max, value, says, wide = false, onMove }: Props) {
  return (
    <label class={wide ? 'figure-slider figure-slider-wide' : 'figure-slider'}>
      {label}
      <input
        type="range"
        min={0}
        max={max}
        value={value}
        aria-valuetext={says}
        onInput={(event) => onMove(Number(event.currentTarget.value))}
      />
    </label>
  );
}
