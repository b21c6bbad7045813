// Says once that its place has come into sight, or that its button was pressed.
export default function ({ parentElement, data, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.hidden = false;
  const say = () => setTriggerValue("reached", true);
  button.onclick = say;
  const watch = new IntersectionObserver(([place]) => place.isIntersecting && (watch.disconnect(), say()));
  watch.observe(button);
  return () => watch.disconnect();
}
