using System.Globalization;
using Grpc.Core;
using KioskSim.City.Cards;
using KioskSim.City.Registry.Family;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Log;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using Microsoft.Extensions.Logging;

namespace KioskSim.City.Registry;

/// <summary>What the registers of a server are copied into.</summary>
public sealed record RegisterCopies(RegisterCopy Residents, SealCopy Seals, TaxCopy Taxes, FamilyRegisterCopy FamilyRegisters);

/// <summary>Takes what the base registers push: good rows load, wrong rows are refused one by one with their reason (000-40).</summary>
public sealed partial class RegistryFeedService(
    RegisterCopies copies, FeedStates states, JukiCardKeys keys, IReadOnlyList<Municipalities.Municipality> municipalities, ILogger<RegistryFeedService> log)
    : RegistryFeed.RegistryFeedBase
{
    readonly HashSet<string> _served = [.. municipalities.Select(m => m.Code.ToString())];

    public override Task<PushReport> PushHouseholds(IAsyncStreamReader<HouseholdRow> requestStream, ServerCallContext context)
    {
        var residents = 0;
        return TakeAsync<HouseholdRow, RegisteredHousehold>(HouseholdRowReader.Read, r => r.Municipality, Load, requestStream, context, report => report.Residents = residents);

        IReadOnlyList<(int, string)> Load(IReadOnlyList<(int Position, HouseholdRow Row, RegisteredHousehold Read)> batch)
        {
            List<FedRow> rows = [.. batch.Select(b => new FedRow(b.Position, b.Row, b.Read))];
            var leftOut = copies.Residents.Put(rows);
            residents += rows.Except(leftOut).Sum(r => r.Row.Members.Count);
            return [.. leftOut.Select(r => (r.Position, "a card is another household's"))];
        }
    }

    public override Task<PushReport> PushSeals(IAsyncStreamReader<SealRow> requestStream, ServerCallContext context) =>
        TakeAsync(SealRowReader.Read, r => r.Municipality, All<SealRow, RegisteredSeal>(copies.Seals.Put), requestStream, context);

    public override Task<PushReport> PushTaxes(IAsyncStreamReader<TaxRow> requestStream, ServerCallContext context) =>
        TakeAsync(TaxRowReader.Read, r => r.Municipality, All<TaxRow, RegisteredTax>(copies.Taxes.Put), requestStream, context);

    public override Task<PushReport> PushFamilyRegisters(IAsyncStreamReader<FamilyRegisterRow> requestStream, ServerCallContext context) =>
        TakeAsync(FamilyRegisterRowReader.Read, r => r.Municipality, All<FamilyRegisterRow, KeptRegister>(copies.FamilyRegisters.Put), requestStream, context);

    public override Task<ConfirmReply> Confirm(ConfirmRequest request, ServerCallContext context)
    {
        var municipality = Served(request.Municipality);
        var register = (RegisterKind)request.Register;
        if (!Enum.IsDefined(register))
            throw Wire.Bad("register is none that there is");
        if (!DateTimeOffset.TryParse(request.AsOf, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var asOf))
            throw Wire.Bad("as_of is no time (2026-11-18T12:00:00+09:00)");
        states.Confirm(municipality, register, asOf);
        return Task.FromResult(new ConfirmReply());
    }

    public override Task<RegisterCardReply> RegisterCard(RegisterCardRequest request, ServerCallContext context)
    {
        var municipality = Served(request.Municipality);
        if (!JukiCardNumber.TryCreate(request.Number, out var number))
            throw Wire.Bad("number is none of a 住基カード");
        keys.Register(municipality, number, request.PublicKey.ToByteArray());
        return Task.FromResult(new RegisterCardReply());
    }

    async Task<PushReport> TakeAsync<TRow, TRead>(
        Func<TRow, TRead> read, Func<TRow, string> cityOf, Func<IReadOnlyList<(int, TRow, TRead)>, IReadOnlyList<(int, string)>> load,
        IAsyncStreamReader<TRow> rows, ServerCallContext context, Action<PushReport>? complete = null)
    {
        var (report, count) = await new FeedIntake<TRow, TRead>(read, cityOf, load).TakeAsync(rows, _served, context.CancellationToken);
        complete?.Invoke(report);
        if (report.RefusedRows > 0)
            RowsRefused(log, report.RefusedRows, count);
        return report;
    }

    // Nothing in these registers can be in the way of anything else.
    static Func<IReadOnlyList<(int, TRow Row, TRead)>, IReadOnlyList<(int, string)>> All<TRow, TRead>(Action<IReadOnlyList<TRow>> put) => batch =>
    {
        put([.. batch.Select(b => b.Row)]);
        return [];
    };

    MunicipalityCode Served(string code) =>
        Wire.Municipality(code) is var municipality && _served.Contains(municipality.ToString()) ? municipality : throw new FlowException(FlowErrorCode.MunicipalityUnknown);

    [LoggerMessage(LogEvents.FeedRowsRefused, LogLevel.Warning, "The feed of the base registers had {Refused} of {Rows} rows refused")]
    static partial void RowsRefused(ILogger log, int refused, int rows);
}
