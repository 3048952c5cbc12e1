using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.Lgwan;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Fixtures;
using KioskSim.Hosting.Zones;
using KioskSim.Jpki.Host;
using KioskSim.Storage;
using KioskSim.Testing;

namespace KioskSim.Flow.Tests;

/// <summary>A card is made when its holder first takes it out, and JPKI's answer does not come.</summary>
public sealed class F0710_CardMakingTests(KioskSimCluster cluster)
{
    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    readonly ManualTime _clock = new(new DateTimeOffset(2026, 11, 24, 10, 15, 0, TimeSpan.FromHours(9)));

    // JPKI has signed by then: for another key it would refuse, and the card could never be made.
    [Fact]
    public async Task A_card_whose_certificate_got_lost_on_its_way_is_asked_for_again_for_the_same_key()
    {
        var answers = new LostAnswers(2, FlowErrorCode.JpkiUnreachable);
        var card = TakeOutAsync(which: 40, answers);
        for (var tries = 1; tries <= 2; tries++)
        {
            await WaitsOrEndsAsync(card);
            Assert.Equal((tries, false), (answers.Keys.Count, card.IsCompleted));
            _clock.Advance(BetweenTries);
        }

        await card;
        Assert.Equal(3, answers.Keys.Count);
        Assert.Single(answers.Keys.Distinct());
    }

    [Fact]
    public async Task After_ten_seconds_it_is_said_that_JPKI_is_out_of_reach()
    {
        var answers = new LostAnswers(1000, FlowErrorCode.JpkiUnreachable);
        var card = TakeOutAsync(which: 42, answers);
        while (true)
        {
            await WaitsOrEndsAsync(card);
            if (card.IsCompleted)
                break;
            _clock.Advance(BetweenTries);
        }

        Assert.Equal(FlowErrorCode.JpkiUnreachable, Assert.IsType<FlowException>(card.Exception?.InnerException).Code);
        Assert.Equal(101, answers.Keys.Count);
    }

    [Fact]
    public async Task What_JPKI_refuses_is_not_asked_for_again()
    {
        var answers = new LostAnswers(1, FlowErrorCode.CertificateUnknown);
        var card = TakeOutAsync(which: 41, answers);
        await WaitsOrEndsAsync(card);
        var refused = Assert.IsType<FlowException>(card.Exception?.InnerException);
        Assert.Equal((FlowErrorCode.CertificateUnknown, 1), (refused.Code, answers.Keys.Count));
    }

    Task WaitsOrEndsAsync(Task card) => Task.WhenAny(_clock.ArmedAsync(BetweenTries), card);

    async Task TakeOutAsync(int which, LostAnswers answers)
    {
        var errand = await cluster.ErrandAsync(which: which);
        var services = cluster.Services;
        var office = services.Open(Zone.Lgwan, Party.CardOffice, Members.CardOffice, Party.Jpki, JpkiHost.Name).Invoker.Intercept(answers);
        using var cards = Database.OpenMemory();
        using var wallet = new Wallet(services.World, new CardOffice.CardOfficeClient(office), new Dictionary<MunicipalityCode, RegistryFeed.RegistryFeedClient>(), cards, Wallet.NewKey, _clock);
        await wallet.TakeOutAsync(errand.Home, errand.Resident, default);
    }

    /// <summary>JPKI does what it is asked for, and the first answers do not come back.</summary>
    sealed class LostAnswers(int lost, FlowErrorCode instead) : Interceptor
    {
        /// <summary>For which JPKI was asked to sign, in base 64.</summary>
        public List<string> Keys { get; } = [];

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            Keys.Add(Assert.IsType<PersonaliseRequest>(request).PublicKey.ToBase64());
            var call = continuation(request, context);
            return Keys.Count > lost ? call : new(LoseAsync(call.ResponseAsync), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
        }

        async Task<T> LoseAsync<T>(Task<T> answer)
        {
            await answer;
            throw new FlowException(instead);
        }
    }
}
