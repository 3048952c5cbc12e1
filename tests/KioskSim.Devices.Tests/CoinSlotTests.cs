using FsCheck;
using FsCheck.Fluent;
using KioskSim.Devices.Coins;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Devices.Tests;

public sealed class CoinSlotTests
{
    static readonly SessionId[] Sessions = [new(1), new(2), new(3)];

    readonly CoinSlotDevice _slot = new();

    /// <summary>Something that is done to the slot, in or out of turn.</summary>
    /// <param name="Session">Which of three.</param>
    public sealed record Deed(string What, int Session, int Yen, int Copies);

    static Gen<Deed> Deeds { get; } =
        from what in Gen.Elements("insert", "insert", "insert wrong", "hold", "hold", "close", "close", "forget", "return", "take")
        from session in Gen.Choose(0, Sessions.Length - 1)
        from yen in Gen.Choose(0, 120)
        from copies in Gen.Choose(1, 4)
        select new Deed(what, session, 10 * yen, copies);

    [Fact]
    public void Whatever_is_done_to_the_slot_no_yen_comes_into_being_or_goes_missing_000_30()
    {
        Prop.ForAll(Deeds.ArrayOf().ToArbitrary(), deeds =>
        {
            var slot = new CoinSlotDevice();
            foreach (var deed in deeds)
            {
                Do(slot, deed);
                AssertConserved(slot);
                if (deed.What is "hold" or "close" or "forget")
                    AssertRepeatingChangesNothing(slot, deed);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261118, 3));
    }

    [Fact]
    public void A_fee_is_held_then_kept_for_what_is_out_and_the_rest_with_the_change_goes_back()
    {
        _slot.Insert([500, 500, 100]);
        Assert.Equal(new Yen(200), _slot.Hold(new HeldFee(Sessions[0], "r", new Yen(900), 3, 1)));
        Assert.Equal(new Yen(900), _slot.Held);
        Assert.Equal(Yen.Zero, _slot.Close(Sessions[0], 2, new Yen(600)));
        Assert.Equal((new Yen(600), new Yen(500), Yen.Zero), (_slot.Box, _slot.ReturnTray, _slot.Held));
        Assert.Equal(2, Assert.Single(_slot.List()).CopiesOut);
        Assert.Equal(new Yen(500), _slot.TakeMoney());
        Assert.Equal(Yen.Zero, _slot.TakeMoney());
        _slot.Forget(Sessions[0]);
        Assert.Empty(_slot.List());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(5000)]
    [InlineData(int.MinValue)]
    public void Pieces_that_the_slot_does_not_take_come_back_with_all_that_came_with_them(int piece)
    {
        Assert.Equal(FlowErrorCode.BadRequest, Assert.Throws<FlowException>(() => _slot.Insert([100, piece, 10])).Code);
        Assert.Equal((Yen.Zero, Yen.Zero), (_slot.Credit, _slot.PutIn));
    }

    [Fact]
    public void Less_credit_than_the_fee_holds_nothing()
    {
        _slot.Insert([100]);
        var error = Assert.Throws<FlowException>(() => _slot.Hold(new HeldFee(Sessions[0], "r", new Yen(110), 1, 1)));
        Assert.Equal(FlowErrorCode.PaymentAborted, error.Code);
        Assert.Equal(new Yen(100), _slot.Credit);
        Assert.Empty(_slot.List());
    }

    [Theory]
    [InlineData(3, 210)] // more money than was held
    [InlineData(4, 200)] // more copies than were paid
    public void A_close_cannot_take_more_than_was_held(int copies, int kept)
    {
        _slot.Insert([100, 100]);
        _slot.Hold(new HeldFee(Sessions[0], "r", new Yen(200), 3, 1));
        Assert.Equal(FlowErrorCode.BadRequest, Assert.Throws<FlowException>(() => _slot.Close(Sessions[0], copies, new Yen(kept))).Code);
        AssertConserved(_slot);
        Assert.Null(Assert.Single(_slot.List()).CopiesOut); // it can still be closed as it should be
        _slot.Close(Sessions[0], 3, new Yen(200));
        AssertConserved(_slot);
    }

    [Fact]
    public void An_open_hold_cannot_be_forgotten()
    {
        _slot.Insert([100]);
        _slot.Hold(new HeldFee(Sessions[0], "r", new Yen(100), 1, 1));
        _slot.Forget(Sessions[0]);
        Assert.Single(_slot.List());
    }

    [Fact]
    public async Task Who_watches_sees_the_present_credit_first_and_then_every_latest_one()
    {
        _slot.Insert([100]);
        await using var credit = _slot.WatchCreditAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await credit.MoveNextAsync());
        Assert.Equal(new Yen(100), credit.Current);
        var next = credit.MoveNextAsync();
        Assert.False(next.IsCompleted);
        _slot.Insert([10]);
        Assert.True(await next);
        Assert.Equal(new Yen(110), credit.Current);
        _slot.Insert([10]);
        _slot.ReturnCredit();
        Assert.True(await credit.MoveNextAsync());
        Assert.Equal(Yen.Zero, credit.Current);
    }

    [Fact]
    public async Task Hands_at_many_slots_of_one_machine_do_not_lose_a_coin()
    {
        await Parallel.ForAsync(0, 8, (worker, _) =>
        {
            foreach (var deed in Deeds.Sample(50, new Rnd((ulong)worker, 1), 500))
                Do(_slot, deed);
            return ValueTask.CompletedTask;
        });
        AssertConserved(_slot);
    }

    static void Do(CoinSlotDevice slot, Deed deed)
    {
        var session = Sessions[deed.Session];
        try
        {
            _ = deed.What switch
            {
                "insert" => slot.Insert([100, 50, 10, 1000]),
                "insert wrong" => slot.Insert([100, -1, 3]),
                "hold" => slot.Hold(new HeldFee(session, "r", new Yen(deed.Yen), deed.Copies, 1)),
                "close" => slot.Close(session, deed.Copies - 1, new Yen(deed.Yen / 2)),
                "forget" => slot.Forget(session),
                "return" => slot.ReturnCredit(),
                _ => slot.TakeMoney(),
            };
        }
        catch (FlowException)
        {
            // Refused; what counts is that nothing moved.
        }
    }

    static void AssertConserved(CoinSlotDevice slot) =>
        Assert.Equal(slot.PutIn, slot.Credit + slot.Held + slot.Box + slot.ReturnTray + slot.Taken);

    static void AssertRepeatingChangesNothing(CoinSlotDevice slot, Deed deed)
    {
        // A hold that was refused, for want of credit, may be tried again later; one that stands in the book may not count twice.
        if (deed.What == "hold" && slot.List().All(h => h.Session != Sessions[deed.Session]))
            return;
        var before = State(slot);
        Do(slot, deed);
        Assert.Equal(before, State(slot));
    }

    static string State(CoinSlotDevice slot) =>
        $"{slot.PutIn} {slot.Credit} {slot.Held} {slot.Box} {slot.ReturnTray} {slot.Taken} {string.Join(' ', slot.List())}";
}
