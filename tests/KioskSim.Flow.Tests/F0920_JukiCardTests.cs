using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Recording;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Testing;

namespace KioskSim.Flow.Tests;

/// <summary>
/// The last month in which any 住基カード is good: the same way as with another card, but that JPKI does not occur in it. The city alone knows the
/// card and checks it.
/// </summary>
public sealed class F0920_JukiCardTests(F0920_JukiCardTests.December2025 december) : IClassFixture<F0920_JukiCardTests.December2025>
{
    const string UpToTheApplication = """
        1  citizen  kiosk      touch-panel   Choose
        2  citizen  card       touch-panel   InsertCard
        2  kiosk    card       apdu          ReadCardFile
        2  kiosk    card       apdu          TriesLeft
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  kiosk    card       apdu          VerifyPin
        3  kiosk    centre     store-line    Begin
        4  kiosk    card       apdu          Sign

        """;

    const string Success = UpToTheApplication + """
        5  kiosk    centre     store-line    Apply
        7  centre   city       lgwan         Prepare
        8  citizen  kiosk      touch-panel   Confirm
        8  citizen  card       touch-panel   TakeCard
        9  kiosk    centre     store-line    Issue
        9  centre   city       lgwan         Issue
        10 kiosk    kiosk      memory        OpenAndCheck
        10 kiosk    printer    ipp           GetPrinterAttributes
        11 citizen  coin-slot  touch-panel   InsertMoney
        11 kiosk    coin-slot  cabinet-wire  Hold
        12 kiosk    centre     store-line    Release
        12 centre   city       lgwan         Release
        13 kiosk    printer    ipp           PrintJob
        14 kiosk    coin-slot  cabinet-wire  Close
        14 kiosk    centre     store-line    Settle
        14 centre   city       lgwan         Settle
        14 kiosk    coin-slot  cabinet-wire  Forget
        15 kiosk    kiosk      memory        Erase
        15 citizen  printer    touch-panel   TakePaper
        """;

    const string Returned = UpToTheApplication + """
        5  kiosk    centre     store-line    Apply     JukiCardReturned
        7  centre   city       lgwan         Prepare   JukiCardReturned
        14 kiosk    centre     store-line    Settle
        15 kiosk    kiosk      memory        Erase
        8  citizen  card       touch-panel   TakeCard
        15 citizen  printer    touch-panel   TakePaper
        """;

    const string Expired = """
        1  citizen  kiosk      touch-panel   Choose
        2  citizen  card       touch-panel   InsertCard
        2  kiosk    card       apdu          ReadCardFile
        15 kiosk    kiosk      memory        Erase
        8  citizen  card       touch-panel   TakeCard
        15 citizen  printer    touch-panel   TakePaper
        """;

    readonly KioskSimCluster _cluster = december.Cluster;

    [Theory]
    [InlineData("juki", null, Success)]
    [InlineData("juki-returned", FlowErrorCode.JukiCardReturned, Returned)]
    [InlineData("juki-expired", FlowErrorCode.JukiCardExpired, Expired)]
    public async Task A_resident_basic_card_makes_exactly_these_calls_and_JPKI_is_in_none_001_41_003_32(string trait, FlowErrorCode? expected, string graph)
    {
        var errand = await ErrandAsync(trait);
        using var recorder = await QuietAsync();
        var end = await _cluster.RunAsync(errand);

        Assert.Equal(expected, end.Error);
        Assert.Equal(CallGraph.Parse(graph), CallGraph.Of(recorder.Take()));
        Assert.Equal(expected is null ? (1, 250) : (0, 0), (end.Copies.Count, end.Paid));
    }

    [Fact]
    public async Task Who_has_an_Individual_Number_Card_too_cannot_use_the_other_any_more_003_32()
    {
        var end = await _cluster.RunAsync(await ErrandAsync("juki-superseded"));
        Assert.Equal((FlowErrorCode.JukiCardSuperseded, 0), (end.Error, end.Copies.Count));
    }

    [Fact]
    public async Task A_city_that_takes_no_such_cards_says_so_before_a_PIN_is_asked_for_001_41()
    {
        var end = await _cluster.RunAsync(await ErrandAsync("juki") with { City = TestCities.OwnServer, PinTries = 0 });
        Assert.Equal(FlowErrorCode.JukiCardNotAccepted, end.Error);
    }

    [Fact]
    public async Task Without_JPKI_this_card_works_as_ever_001_41()
    {
        await _cluster.Services.StopAsync("jpki");
        try
        {
            Assert.Null((await _cluster.RunAsync(await ErrandAsync("juki", which: 1))).Error);
        }
        finally
        {
            await _cluster.Services.StartAsync("jpki");
        }
    }

    [Fact]
    public async Task Its_tries_are_counted_across_visits_and_the_third_miss_locks_it_001_41()
    {
        var errand = await ErrandAsync("juki", which: 2);
        var wrong = errand with { Pin = errand.Pin == "0000" ? "1111" : "0000" };
        Assert.Equal(2, (await _cluster.RunAsync(wrong)).Last.TriesLeft);
        Assert.Equal(FlowErrorCode.CardLocked, (await _cluster.RunAsync(wrong with { PinTries = 2 })).Error);
        Assert.Equal(FlowErrorCode.CardLocked, (await _cluster.RunAsync(errand)).Error);
    }

    [Fact]
    public async Task A_key_that_the_city_has_cannot_be_exchanged_over_the_city_core_001_41()
    {
        var errand = await ErrandAsync("juki");
        await _cluster.RunAsync(errand);
        var register = _cluster.Services.World.Register(TestCities.Shared);
        var card = register.JukiCardsOf(new(long.Parse(errand.Resident, CultureInfo.InvariantCulture))).Single();
        using var key = RSA.Create(2048);
        var core = _cluster.Services.RegistryOf(TestCities.Shared)!;

        var refusal = await Assert.ThrowsAsync<FlowException>(async () => await core.RegisterCardAsync(new RegisterCardRequest
        {
            Municipality = errand.Home.ToString(), Number = card.Number.Value, PublicKey = ByteString.CopyFrom(key.ExportSubjectPublicKeyInfo()),
        }));
        Assert.Equal(FlowErrorCode.BadRequest, refusal.Code);
        Assert.Null((await _cluster.RunAsync(errand)).Error);
    }

    async Task<Errand> ErrandAsync(string trait, int which = 0)
    {
        var resident = _cluster.Residents(trait, TestCities.Shared, which + 1)[which];
        var pin = await _cluster.Services.Wallet.RememberPinAsync(TestCities.Shared, resident, CardChoice.JukiCard, default);
        return new Errand(TestCities.Shared, TestCities.Shared, resident, CertificateKind.ResidentRecord, CertificateOptions.None, 1, pin)
        {
            Card = CardChoice.JukiCard,
        };
    }

    async Task<FlowRecorder> QuietAsync()
    {
        using var citizen = _cluster.CitizenAt();
        await citizen.Eyes.UntilAsync(0, default, ScreenKind.Welcome);
        return new FlowRecorder();
    }

    /// <summary>All services on 1 December 2025, a year before the world's day.</summary>
    public sealed class December2025 : IAsyncLifetime
    {
        public KioskSimCluster Cluster { get; } = new() { Time = new DateTimeOffset(2025, 12, 1, 10, 15, 0, TimeSpan.FromHours(9)) };

        public ValueTask InitializeAsync() => Cluster.InitializeAsync();

        public ValueTask DisposeAsync() => Cluster.DisposeAsync();
    }
}
