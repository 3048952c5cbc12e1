using Grpc.Core;
using KioskSim.BaseRegisters.Feed;
using KioskSim.Checkers.Evidence;
using KioskSim.Cluster;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.Proof.Rush;

/// <summary>
/// The city's counters during a rush: what is decided there goes to the issuance server as the base registers push it, and into the clerk's own
/// book, by which it is judged afterwards.
/// </summary>
sealed class CityCounter(LocalCluster cluster, Cast cast) : ICityCounter
{
    const int MostPushes = 100;

    static readonly TimeSpan BetweenPushes = TimeSpan.FromMilliseconds(100);

    readonly List<CounterEntry> _book = [];
    readonly Household _ofOthers = cluster.World.Register(RushHour.City).Households().First();
    readonly HashSet<HouseholdId> _pushed = [];

    public IReadOnlyList<CounterEntry> Book => _book;

    public IReadOnlySet<CertificateKind> Closed { get; } = new HashSet<CertificateKind> { OwnCluster.ClosedKind };

    RegistryFeed.RegistryFeedClient Feed => cluster.RegistryOf(RushHour.City)!;

    BaseRegisters.BaseRegister Register => cluster.World.Register(RushHour.City);

    DateOnly Today => cluster.Options.Clock.GetJapanToday();

    // People after whose visit to the counter a certificate of theirs would be untrue, and each wants just that one.
    public async Task<IReadOnlyList<Wish>> BarAsync(CancellationToken stop)
    {
        var (sealed_, moved, dead, stopped) = (cast.One("seal"), cast.One("usable", LeavesOthers), cast.One("usable", LeavesOthers), cast.One("domicile-here"));
        await CancelSealAsync(sealed_, stop);
        await EndResidenceAsync(moved, new Standing(ResidentStatus.MovedOut, Today, "瑞穂県早苗市"), Change.MovedOut, stop);
        await EndResidenceAsync(dead, new Standing(ResidentStatus.Deceased, Today), Change.Died, stop);
        await StopRegisterAsync(stopped, stop);
        return
        [
            new(Cast.At(sealed_), CertificateKind.SealRegistration), new(Cast.At(moved), CertificateKind.ResidentRecord),
            new(Cast.At(dead), CertificateKind.ResidentRecord), new(Cast.At(stopped), CertificateKind.FamilyRegister),
            new(Cast.At(cast.One("revoked")), CertificateKind.ResidentRecord), new(Cast.At(cast.One("taxed")), OwnCluster.ClosedKind),
        ];
    }

    // What is not acknowledged is pushed again: a line or a server may be out of order for a while.
    public async Task WorkAsync(CancellationToken stop)
    {
        for (var more = MostPushes; ; more--)
        {
            try
            {
                await PushAsync(_ofOthers, stop);
                return;
            }
            catch (Exception e) when (more > 0 && e is RpcException or FlowException)
            {
                await Task.Delay(BetweenPushes, cluster.Options.Clock, stop);
            }
        }
    }

    async Task CancelSealAsync(Person person, CancellationToken stop)
    {
        var seal = Register.SealOf(person.Id)! with { CancelledOn = Today };
        using var push = Feed.PushSeals(cancellationToken: stop);
        await push.RequestStream.WriteAsync(SealRows.Describe(RushHour.City, seal), stop);
        await push.RequestStream.CompleteAsync();
        await push.ResponseAsync;
        Note(person, Change.SealCancelled);
    }

    async Task EndResidenceAsync(Person person, Standing standing, Change change, CancellationToken stop)
    {
        var household = Register.Find(person.Household)!;
        await PushAsync(household with { Members = [.. household.Members.Select(m => m.Id == person.Id ? m with { Standing = standing } : m)] }, stop);
        Note(person, change);
    }

    async Task StopRegisterAsync(Person person, CancellationToken stop)
    {
        var register = cluster.World.FamilyRegisters(RushHour.City).Of(Cast.At(person))!;
        await cluster.RegisterOfficeOf(RushHour.City).TakeNoticeAsync(
            new TakeNoticeRequest { Municipality = RushHour.City.ToString(), Registers = { register.Id.Value } }, cancellationToken: stop);
        Note(person, Change.RegisterStopped);
    }

    async Task PushAsync(Household household, CancellationToken stop)
    {
        using var push = Feed.PushHouseholds(cancellationToken: stop);
        var entry = Register.Entry(household, Array.Empty<(ResidentId Who, CertificateSerial Phone)>().ToLookup(p => p.Who, p => p.Phone));
        await push.RequestStream.WriteAsync(HouseholdRows.Describe(RushHour.City, entry), stop);
        await push.RequestStream.CompleteAsync();
        await push.ResponseAsync;
    }

    // Others of the household go on living there, so that its record stays; and no household changes twice, for each push is of all of it.
    bool LeavesOthers(Person person) =>
        !person.IsHead && person.Household != _ofOthers.Id && Register.Find(person.Household)!.Members.Count(m => m.Standing.IsResident) > 1 && _pushed.Add(person.Household);

    void Note(Person person, Change change) => _book.Add(new CounterEntry(Cast.At(person), change, cluster.Options.Clock.GetUtcNow()));
}
