using Grpc.Core;
using KioskSim.Card;
using KioskSim.Card.Slots;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.Shared;
using KioskSim.Devices.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.PrinterEmulator.Device;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Devices.Tests;

/// <summary>The devices over their wires, as hands and a kiosk reach them.</summary>
public sealed class ServiceTests : IAsyncLifetime
{
    const string Kiosk = "kiosk-1";

    static readonly SessionId Session = new(7);

    readonly ManualTime _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
    readonly LocalSlot _reader = new();
    Deployment _deployment = null!;
    Cabinet _cabinet = null!;
    ServiceHost _host = null!;
    ZoneChannel _hands = null!;
    ZoneChannel _kiosk = null!;

    KioskHands.KioskHandsClient Hands => new(_hands.Invoker);

    CoinSlot.CoinSlotClient Slot => new(_kiosk.Invoker);

    public async ValueTask InitializeAsync()
    {
        _deployment = Deployment.Create(
            [new(Zone.Cabinet, Party.CoinSlot, DevicesHost.Name), new(Zone.Cabinet, Party.Citizen, "hand"), new(Zone.Cabinet, Party.Kiosk, Kiosk)],
            _clock, new SeededEntropy(1, "devices"));
        _cabinet = new Cabinet(new LocalDoor(_reader), _clock);
        var cabinets = new Cabinets(new Dictionary<KioskId, Cabinet> { [new KioskId(Kiosk)] = _cabinet });
        _host = await DevicesHost.StartAsync(_deployment, cabinets, new OneCard(), NullLoggerFactory.Instance);
        _hands = Channel(Party.Citizen, "hand");
        _kiosk = Channel(Party.Kiosk, Kiosk);
    }

    [Fact]
    public async Task Money_is_put_in_held_closed_forgotten_and_taken()
    {
        Assert.Equal(300, (await Hands.InsertMoneyAsync(new InsertMoneyRequest { Kiosk = Kiosk, Pieces = { 100, 100, 100 } })).YenCredit);
        Assert.Equal(100, (await Slot.HoldAsync(Fee())).Yen);
        var open = Assert.Single((await Slot.ListHoldsAsync(new CoinSlotRequest { Kiosk = Kiosk })).Holds_);
        Assert.Equal(Fee(), open.Hold);
        Assert.False(open.HasCopiesOut);
        await Slot.CloseAsync(new CloseRequest { Kiosk = Kiosk, Session = Wire.Session(Session), CopiesOut = 1, YenKept = 100 });
        Assert.Equal(1, Assert.Single((await Slot.ListHoldsAsync(new CoinSlotRequest { Kiosk = Kiosk })).Holds_).CopiesOut);
        await Slot.ForgetAsync(new ForgetRequest { Kiosk = Kiosk, Session = Wire.Session(Session) });
        Assert.Empty((await Slot.ListHoldsAsync(new CoinSlotRequest { Kiosk = Kiosk })).Holds_);
        Assert.Equal(200, (await Hands.TakeMoneyAsync(new TakeMoneyRequest { Kiosk = Kiosk })).Yen);
        Assert.Equal(new Yen(100), _cabinet.Coins.Box);
    }

    [Fact]
    public async Task The_kiosk_is_told_of_every_coin()
    {
        using var watch = Slot.Watch(new CoinSlotRequest { Kiosk = Kiosk });
        Assert.Equal(0, await NextAsync());
        await Hands.InsertMoneyAsync(new InsertMoneyRequest { Kiosk = Kiosk, Pieces = { 50 } });
        Assert.Equal(50, await NextAsync());
        await Slot.ReturnCreditAsync(new CoinSlotRequest { Kiosk = Kiosk });
        Assert.Equal(0, await NextAsync());

        async Task<int> NextAsync()
        {
            Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None).Soon());
            return watch.ResponseStream.Current.Yen;
        }
    }

    [Fact]
    public async Task Malformed_requests_are_refused_by_a_code_and_move_nothing()
    {
        await BadAsync(() => Slot.HoldAsync(Fee(f => f.Yen = -1)));
        await BadAsync(() => Slot.HoldAsync(Fee(f => f.Copies = 0)));
        await BadAsync(() => Slot.HoldAsync(Fee(f => f.SheetsACopy = 0)));
        await BadAsync(() => Slot.HoldAsync(Fee(f => f.Session = Google.Protobuf.ByteString.CopyFromUtf8("short"))));
        await BadAsync(() => Slot.HoldAsync(Fee(f => f.Kiosk = "nowhere")));
        await BadAsync(() => Slot.CloseAsync(new CloseRequest { Kiosk = Kiosk, Session = Wire.Session(Session), YenKept = -1 }));
        await BadAsync(() => Hands.InsertMoneyAsync(new InsertMoneyRequest { Kiosk = Kiosk, Pieces = { -1 } }));
        Assert.Empty(_cabinet.Coins.List());
        Assert.Equal(Yen.Zero, _cabinet.Coins.PutIn);
    }

    [Fact]
    public async Task A_card_is_laid_down_once_and_taken_away()
    {
        var insert = new InsertCardRequest { Kiosk = Kiosk, Municipality = "482013", Resident = "1" };
        await Hands.InsertCardAsync(insert);
        Assert.NotNull(_reader.Current);
        await BadAsync(() => Hands.InsertCardAsync(insert));
        await Hands.TakeCardAsync(new TakeCardRequest { Kiosk = Kiosk });
        await Hands.TakeCardAsync(new TakeCardRequest { Kiosk = Kiosk }); // nothing there: nothing happens
        Assert.Null(_reader.Current);
        await Hands.InsertCardAsync(insert);
    }

    [Fact]
    public async Task Paper_is_in_the_hand_once_and_the_sensor_sees_it_000_38()
    {
        using var watch = new OutTray.OutTrayClient(_kiosk.Invoker).Watch(new OutTrayRequest { Kiosk = Kiosk });
        Assert.Equal(0, await NextAsync());
        _cabinet.Printer.Accept(new JobTicket("job", "", Pages: 2, Copies: 1), [1, 2, 3]);
        Assert.Equal(1, await NextAsync());
        var copy = Assert.Single((await Hands.TakePaperAsync(new TakePaperRequest { Kiosk = Kiosk })).Copies);
        Assert.Equal((1, "010203"), (copy.Sheets, Convert.ToHexString(copy.Pdf.Span)));
        Assert.Equal(0, await NextAsync());
        Assert.Empty((await Hands.TakePaperAsync(new TakePaperRequest { Kiosk = Kiosk })).Copies);

        async Task<int> NextAsync()
        {
            Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None).Soon());
            return watch.ResponseStream.Current.Sheets;
        }
    }

    [Fact]
    public async Task A_hand_cannot_reach_the_kiosks_wire()
    {
        var slot = new CoinSlot.CoinSlotClient(_hands.Invoker);
        var refusal = await Assert.ThrowsAsync<FlowException>(async () => await slot.ListHoldsAsync(new CoinSlotRequest { Kiosk = Kiosk }));
        Assert.Equal(FlowErrorCode.CallerNotAllowed, refusal.Code);
    }

    static async Task BadAsync<T>(Func<AsyncUnaryCall<T>> call) =>
        Assert.Equal(FlowErrorCode.BadRequest, (await Assert.ThrowsAsync<FlowException>(async () => await call())).Code);

    static HoldRequest Fee(Action<HoldRequest>? change = null)
    {
        var fee = new HoldRequest { Kiosk = Kiosk, Session = Wire.Session(Session), Receipt = "kiosk-1-1", Yen = 200, Copies = 2, SheetsACopy = 1 };
        change?.Invoke(fee);
        return fee;
    }

    ZoneChannel Channel(string role, string name) =>
        _deployment.Open(new Member(Zone.Cabinet, role, name), Party.CoinSlot, DevicesHost.Name, FlowErrorCode.Internal, TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        _hands.Dispose();
        _kiosk.Dispose();
        await _host.DisposeAsync();
        _deployment.Dispose();
    }

    /// <summary>Everybody has a card; nothing of it is looked at here.</summary>
    sealed class OneCard : IWallet
    {
        public Task<ICard> TakeOutAsync(MunicipalityCode municipality, string resident, CardChoice which, CancellationToken stop) =>
            Task.FromResult<ICard>(new BlankCard());
    }

    sealed class BlankCard : ICard
    {
        public ReadOnlySpan<byte> AnswerToReset => [];

        public int Transmit(ReadOnlySpan<byte> command, Span<byte> response) => 0;

        public void Reset()
        {
        }
    }
}
