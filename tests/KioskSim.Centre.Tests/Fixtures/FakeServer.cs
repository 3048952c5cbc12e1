using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;

namespace KioskSim.Centre.Tests.Fixtures;

/// <summary>A fake issuance server: which cities it names, and whether it answers at all.</summary>
sealed class FakeServer
{
    readonly FakeLine _line;

    public FakeServer(CallRecord calls, params string[] cities)
    {
        Cities = cities;
        _line = new FakeLine(calls)
            .On<DescribeRequest, DescribeReply>("Describe", _ => Answer(Describe()))
            .On<PrepareRequest, PrepareReply>("Prepare", r => Answer(Prepare(r)))
            .On<IssueRequest, IssueReply>("Issue", r => Answer(Issue(r)))
            .On<ReleaseRequest, ReleaseReply>("Release", r => Answer(Release(r)))
            .On<SettleRequest, SettleReply>("Settle", r => Answer(Settle(r)));
        Client = new IssuanceServer.IssuanceServerClient(_line);
    }

    public IssuanceServer.IssuanceServerClient Client { get; }

    public IReadOnlyList<string> Cities { get; set; }

    public bool Silent { get; set; }

    /// <summary>Each of its cities has suspended something.</summary>
    public bool Suspends { get; set; }

    public Func<PrepareRequest, PrepareReply> Prepare { get; set; } = _ => throw new NotSupportedException();

    public Func<IssueRequest, IssueReply> Issue { get; set; } = _ => throw new NotSupportedException();

    public Func<ReleaseRequest, ReleaseReply> Release { get; set; } = _ => new ReleaseReply();

    public Func<SettleRequest, SettleReply> Settle { get; set; } = r => new SettleReply { Settlement = r.Settlement };

    T Answer<T>(T answer) => Silent ? throw new FlowException(FlowErrorCode.CityUnreachable) : answer;

    DescribeReply Describe() => new() { Municipalities = { Cities.Select(code => new Municipality { Code = code, Name = $"city {code}", Offers = { new Offer { Suspended = Suspends } } }) } };
}
