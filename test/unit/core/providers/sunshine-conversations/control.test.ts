import { describe, expect, it } from '@jest/globals';
import { draftsOf, exampleDrafts, exampleEvents } from './webhooks.ts';

describe('control of a conversation', () => {
  it('is offered: pending for the one who is offered it', () => {
    const [draft] = exampleDrafts('switchboard-offer-control');
    expect(draft).toMatchObject({
      type: 'ConversationAssigned',
      actor: { role: 'bot', name: 'answerBot' },
      participant: { role: 'agent', name: 'agentWorkspace' },
      change: { status: 'pending' },
      metadata: { 'control.vip': 'true', 'control.priority': '2' },
    });
    expect(draft?.change?.assignee).toBe(draft?.participant?.key);
    expect(draft?.change?.previous_assignee).toBe(draft?.actor.key);
  });

  it('is accepted by the same participant that was offered it', () => {
    const [offered] = exampleDrafts('switchboard-offer-control');
    const [accepted] = exampleDrafts('switchboard-accept-control');
    expect(accepted).toMatchObject({ type: 'ConversationAssigned', change: { status: 'open' } });
    expect(accepted?.change?.assignee).toBe(offered?.change?.assignee);
    expect(accepted?.actor).toEqual(offered?.participant);
  });

  it('is passed to the one now in control', () => {
    const [event] = exampleEvents('switchboard-pass-control');
    event.payload.reason = undefined;
    expect(draftsOf(event)).toMatchObject([
      {
        type: 'ConversationTransferred',
        participant: { role: 'bot' },
        actor: { key: 'app:app1', name: undefined },
      },
    ]);
  });

  it('closes the conversation when it is passed or released because the ticket is closed', () => {
    const types = (name: string) => exampleDrafts(name).map(({ type }) => type);
    expect(types('switchboard-pass-control')).toEqual([
      'ConversationTransferred',
      'ConversationClosed',
    ]);
    expect(types('switchboard-release-control')).toEqual(['ConversationClosed']);
  });

  it.each(['transferToEmail', undefined])('is released for %j to nobody', (reason) => {
    const [event] = exampleEvents('switchboard-release-control');
    event.payload.reason = reason;
    const [draft, ...others] = draftsOf(event);
    expect(others).toEqual([]);
    expect(draft).toMatchObject({ type: 'ConversationTransferred', change: { reason } });
    expect(draft?.participant).toBeUndefined();
  });

  it.each(['offer', 'accept', 'pass'])('that could not be taken changes nothing: %s', (step) => {
    const name = `switchboard-${step}-control-failure`;
    const [event] = exampleEvents(name);
    expect(exampleDrafts(name)).toMatchObject([
      {
        type: 'ProviderEvent',
        thread: { key: event.payload.conversation.id },
        error: { code: 'switchboard_invalid_target' },
        payload: event,
      },
    ]);
  });
});
