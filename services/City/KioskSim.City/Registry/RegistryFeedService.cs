using Grpc.Core;
using KioskSim.City.Cards;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Log;
using Microsoft.Extensions.Logging;

namespace KioskSim.City.Registry;

/// <summary>Takes what the base registers push: good rows load, wrong rows are refused one by one with their reason (000-40).</summary>
public sealed partial class RegistryFeedService(
    RegisterCopy copy, JukiCardKeys keys, IReadOnlyList<Municipalities.Municipality> municipalities, ILogger<RegistryFeedService> log) : RegistryFeed.RegistryFeedBase
{
    /// <summary>Rows a transaction. A feed that breaks off has loaded whole batches and nothing of the last one.</summary>
    const int Batch = 500;

    const int MostReasons = 100;

    public override async Task<PushReport> Push(IAsyncStreamReader<HouseholdRow> requestStream, ServerCallContext context)
    {
        var report = new PushReport();
        var batch = new List<FedRow>(Batch);
        var position = 0;
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var row = requestStream.Current;
            position++;
            try
            {
                var read = HouseholdRowReader.Read(row);
                if (municipalities.All(m => m.Code != read.Municipality))
                    throw new RowException("municipality is not served here");
                batch.Add(new FedRow(position, row, read));
            }
            catch (RowException e)
            {
                Refuse(report, position, e.Message);
            }

            if (batch.Count == Batch)
                Load(batch, report);
        }

        Load(batch, report);
        if (report.RefusedHouseholds > 0)
            RowsRefused(log, report.RefusedHouseholds, position);
        return report;
    }

    public override Task<RegisterCardReply> RegisterCard(RegisterCardRequest request, ServerCallContext context)
    {
        var municipality = Wire.Municipality(request.Municipality);
        if (municipalities.All(m => m.Code != municipality))
            throw new FlowException(FlowErrorCode.MunicipalityUnknown);
        if (!JukiCardNumber.TryCreate(request.Number, out var number))
            throw Wire.Bad("number is none of a 住基カード");
        keys.Register(municipality, number, request.PublicKey.ToByteArray());
        return Task.FromResult(new RegisterCardReply());
    }

    void Load(List<FedRow> batch, PushReport report)
    {
        var leftOut = copy.Put(batch);
        foreach (var row in leftOut)
            Refuse(report, row.Position, "a card is another household's");
        report.Households += batch.Count - leftOut.Count;
        report.Residents += batch.Except(leftOut).Sum(b => b.Row.Members.Count);
        batch.Clear();
    }

    static void Refuse(PushReport report, int position, string reason)
    {
        if (++report.RefusedHouseholds <= MostReasons)
            report.Refused.Add(new RefusedRow { Position = position, Reason = reason });
    }

    [LoggerMessage(LogEvents.FeedRowsRefused, LogLevel.Warning, "The feed of the base registers had {Refused} of {Rows} rows refused")]
    static partial void RowsRefused(ILogger log, int refused, int rows);
}
