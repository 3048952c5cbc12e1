using System.Globalization;
using Grpc.Core;
using KioskSim.BaseRegisters.FamilyRegisters;
using KioskSim.BaseRegisters.Taxes;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.BaseRegisters.Feed;

/// <summary>What an issuance server made of a push.</summary>
/// <param name="Reasons">Why rows were refused, the first hundred: place in the push and reason, without content.</param>
public sealed record FeedReport(int Rows, int Residents, int RefusedRows, IReadOnlyList<string> Reasons);

/// <summary>
/// Pushes base registers to the city's issuance server (000-40). One way: nothing is asked of the server but whether it took what came.
/// Each throws <see cref="RpcException"/> where the server cannot be reached or refuses the caller.
/// </summary>
public static class RegisterFeed
{
    /// <summary>The residents' register, household by household, with the cards of its people.</summary>
    public static Task<FeedReport> PushResidentsAsync(BaseRegister register, RegistryFeed.RegistryFeedClient server, CancellationToken stop) => PushAsync(
        server.PushHouseholds(cancellationToken: stop), register.Entries().Select(e => HouseholdRows.Describe(register.Municipality, e)), stop);

    /// <summary>One household anew, because there is news of a member's certificates.</summary>
    /// <param name="phones">Certificates in phones, of which the city was told since the register was made.</param>
    public static Task<FeedReport> PushHouseholdAsync(
        BaseRegister register, HouseholdId household, ILookup<ResidentId, CertificateSerial> phones, RegistryFeed.RegistryFeedClient server, CancellationToken stop) =>
        PushAsync(
            server.PushHouseholds(cancellationToken: stop),
            register.Find(household) is { } found ? [HouseholdRows.Describe(register.Municipality, register.Entry(found, phones))] : [], stop);

    /// <summary>The seal register: of each resident the latest registration.</summary>
    public static Task<FeedReport> PushSealsAsync(BaseRegister register, RegistryFeed.RegistryFeedClient server, CancellationToken stop) => PushAsync(
        server.PushSeals(cancellationToken: stop),
        register.LatestSeals().Select(s => SealRows.Describe(register.Municipality, s)), stop);

    public static Task<FeedReport> PushTaxesAsync(TaxBaseRegister register, RegistryFeed.RegistryFeedClient server, CancellationToken stop) => PushAsync(
        server.PushTaxes(cancellationToken: stop), register.Entries().Select(e => TaxRows.Describe(register.Municipality, e)), stop);

    public static Task<FeedReport> PushFamilyRegistersAsync(FamilyBaseRegister register, RegistryFeed.RegistryFeedClient server, CancellationToken stop) => PushAsync(
        server.PushFamilyRegisters(cancellationToken: stop), register.Registers().Select(r => FamilyRegisterRows.Describe(register.Municipality, r)), stop);

    /// <summary>Says that all a register held at a moment has been pushed.</summary>
    public static async Task ConfirmAsync(
        MunicipalityCode municipality, RegisterKind register, DateTimeOffset asOf, RegistryFeed.RegistryFeedClient server, CancellationToken stop) =>
        await server.ConfirmAsync(
            new ConfirmRequest
            {
                Municipality = municipality.ToString(), Register = (Register)register, AsOf = asOf.ToString("O", CultureInfo.InvariantCulture),
            },
            cancellationToken: stop);

    static async Task<FeedReport> PushAsync<TRow>(AsyncClientStreamingCall<TRow, PushReport> push, IEnumerable<TRow> rows, CancellationToken stop)
    {
        using (push)
        {
            push.RequestStream.WriteOptions = new WriteOptions(WriteFlags.BufferHint); // nobody waits for a single row
            foreach (var row in rows)
                await push.RequestStream.WriteAsync(row, stop);
            await push.RequestStream.CompleteAsync();
            var report = await push.ResponseAsync;
            return new FeedReport(report.Rows, report.Residents, report.RefusedRows, [.. report.Refused.Select(r => $"row {r.Position}: {r.Reason}")]);
        }
    }
}
