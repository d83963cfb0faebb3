/** Draws the page: one study, one way of looking at it, the workers and the first scenario it is given. */
import { mount, type ComponentProps } from 'svelte';
import App from './App.svelte';
import './styles/app.scss';

export function start(props: ComponentProps<typeof App>): void {
  mount(App, { target: document.getElementById('app')!, props });
}
