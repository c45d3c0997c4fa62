type ChoiceProps = { label: string; /** What stands for none of them. */ all: string; value: string | undefined; options: readonly { value: string; name: string }[]; onChange: (value: string) => void }

/** One of several to narrow a list by, or all. */
export const Choice = ({ label, all, value = '', options, onChange }: ChoiceProps) => (
  <label>
    <span>{label}</span>
    <select value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.name}
        </option>
      ))}
    </select>
  </label>
)
