/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { PreviewView } from './preview-view.ts';
import type { ViewState } from './store/view-state.ts';

interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: ViewState): void;
}

declare function acquireVsCodeApi(): EditorApi;

const api = acquireVsCodeApi();
const view = new PreviewView(document.body, {
  post: (message) => api.postMessage(message),
  load: () => api.getState(),
  save: (state) => api.setState(state),
});
window.addEventListener('message', ({ data }) => view.receive(data));
window.addEventListener('resize', () => view.resized());
