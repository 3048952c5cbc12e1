using KioskSim.Card.Reader;
using KioskSim.Card.Slots;
using KioskSim.Domain.Errors;
using static KioskSim.Card.Tests.Terminal;

namespace KioskSim.Card.Tests;

public sealed class SlotTests
{
    [Fact]
    public async Task Waiting_ends_when_a_card_comes()
    {
        var slot = new LocalSlot();
        var waiting = slot.WaitForCardAsync();
        Assert.False(waiting.IsCompleted);
        var card = TestCards.Card();
        var inserted = slot.Insert(card);
        Assert.Same(inserted, await waiting);
        Assert.Same(inserted, await slot.WaitForCardAsync());
        Assert.Same(inserted, slot.Current);
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        var slot = new LocalSlot();
        using var patience = new CancellationTokenSource();
        var waiting = slot.WaitForCardAsync(patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Null(slot.Current);
    }

    [Fact]
    public void One_card_at_a_time()
    {
        var slot = new LocalSlot();
        var card = TestCards.Card();
        var other = TestCards.Card();
        slot.Insert(card);
        Assert.Throws<InvalidOperationException>(() => slot.Insert(other));
        slot.Remove();
        slot.Remove();
        slot.Insert(other);
    }

    [Fact]
    public void One_session_at_a_time_and_its_end_forgets_the_PIN_000_39()
    {
        var slot = new LocalSlot();
        var card = TestCards.Card();
        var inserted = slot.Insert(card);
        using (var session = inserted.OpenSession())
        {
            Assert.Throws<InvalidOperationException>(inserted.OpenSession);
            Assert.EndsWith("9000", new Terminal(session).Play(SelectJpki, SelectUserPin, Verify(TestCards.Pin), SelectUserKey, Sign([1])));
        }

        using var next = inserted.OpenSession();
        Assert.Equal("6A82", new Terminal(next).Send(SelectUserKey)); // not even the application is selected any more
    }

    [Fact]
    public void A_session_that_ended_reaches_the_card_no_more_and_ends_once()
    {
        var slot = new LocalSlot();
        var card = TestCards.Card();
        var inserted = slot.Insert(card);
        var old = inserted.OpenSession();
        old.Dispose();
        using var next = inserted.OpenSession();
        var terminal = new Terminal(next);
        terminal.Play(SelectJpki, SelectUserPin);
        old.Dispose();
        Assert.Throws<ObjectDisposedException>(() => new Terminal(old).Send(SelectJpki));
        Assert.Equal("63C3", terminal.Send(TriesLeft));
    }

    [Fact]
    public void Taking_the_card_away_ends_the_session_for_good()
    {
        var slot = new LocalSlot();
        var card = TestCards.Card();
        var inserted = slot.Insert(card);
        using var session = inserted.OpenSession();
        Assert.False(inserted.Removed.IsCancellationRequested);
        slot.Remove();
        Assert.True(session.Removed.IsCancellationRequested);
        Assert.Null(slot.Current);

        slot.Insert(card);
        Assert.Equal(FlowErrorCode.CardRemoved, Assert.Throws<FlowException>(() => new JpkiReader(session).SelectApplication()).Code);
        Assert.Equal(FlowErrorCode.CardRemoved, Assert.Throws<FlowException>(inserted.OpenSession).Code);
    }

    [Fact]
    public void The_late_end_of_a_session_does_not_reach_the_cards_next_stay()
    {
        var slot = new LocalSlot();
        var card = TestCards.Card();
        var late = slot.Insert(card).OpenSession();
        slot.Remove();
        using var session = slot.Insert(card).OpenSession();
        var terminal = new Terminal(session);
        terminal.Play(SelectJpki, SelectUserPin, Verify(TestCards.Pin));
        late.Dispose();
        Assert.EndsWith("9000", terminal.Play(SelectUserKey, Sign([1])));
    }

    [Fact]
    public void A_card_pulled_while_it_answers_is_removed_and_forgets_the_PIN()
    {
        var slot = new LocalSlot();
        var card = TestCards.Card();
        var pulled = new PulledCard(card, slot);
        var inserted = slot.Insert(pulled);
        using var session = inserted.OpenSession();
        var reader = new JpkiReader(session);
        reader.SelectApplication();
        pulled.PullAtNextVerify = true;
        Assert.Equal(FlowErrorCode.CardRemoved, Assert.Throws<FlowException>(() => reader.VerifyPin(TestCards.Ascii(TestCards.Pin))).Code);
        Assert.Equal("6982", new Terminal(card).Play(SelectJpki, SelectUserKey, Sign([1])));
    }

    /// <summary>Is taken away after it looked at the PIN and before the answer arrives.</summary>
    sealed class PulledCard(ICard card, LocalSlot slot) : ICard
    {
        public bool PullAtNextVerify { get; set; }

        public ReadOnlySpan<byte> AnswerToReset => card.AnswerToReset;

        public void Reset() => card.Reset();

        public int Transmit(ReadOnlySpan<byte> command, Span<byte> response)
        {
            var length = card.Transmit(command, response);
            if (PullAtNextVerify && command[1] == 0x20)
                slot.Remove();
            return length;
        }
    }
}
