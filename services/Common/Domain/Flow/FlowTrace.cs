using System.Diagnostics;

namespace KioskSim.Domain.Flow;

/// <summary>
/// One hop of the flow: who tells whom what, over which line, in which step (0: outside an issuance). Each is recorded as an activity,
/// and what is shown, drawn or tested as the flow is read from those activities alone.
/// </summary>
public sealed record Hop(int Step, string From, string To, Line Over, string Message);

/// <summary>Records hops as activities of the source <see cref="SourceName"/>.</summary>
public static class FlowTrace
{
    public const string SourceName = "KioskSim.Flow";

    internal const string StepTag = "kiosksim.step";
    internal const string KindTag = "kiosksim.kind";
    internal const string CityTag = "kiosksim.city";
    internal const string MessageTag = "kiosksim.message";
    internal const string OutcomeTag = "kiosksim.outcome";

    /// <summary>The outcome of what ended well.</summary>
    internal const string Ok = "ok";

    const string FromTag = "kiosksim.from";
    const string ToTag = "kiosksim.to";
    const string OverTag = "kiosksim.over";
    const string BytesTag = "kiosksim.bytes";

    static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts recording a hop; disposing the result ends it. Null when nobody listens.</summary>
    /// <param name="caller">What it is a part of, where that is another process's; by default whatever is under way here.</param>
    public static Activity? Start(Hop hop, ActivityKind kind = ActivityKind.Client, ActivityContext caller = default) => Source.HasListeners()
        ? Source.StartActivity(hop.Message, kind, caller, Tags(hop)) // with its tags from the start, for who listens to beginnings
        : null;

    /// <summary>How it ended, where not well: the name of an error code. Never content.</summary>
    public static void End(this Activity? activity, string outcome) => activity?.SetTag(OutcomeTag, outcome).SetStatus(ActivityStatusCode.Error);

    public static void Size(this Activity? activity, int bytes) => activity?.SetTag(BytesTag, bytes);

    /// <summary>Reads a recorded hop back.</summary>
    public static Hop? ReadHop(Activity activity) =>
        activity.Source.Name == SourceName && activity.GetTagItem(StepTag) is int step && Lines.TryParse((string)activity.GetTagItem(OverTag)!, out var over)
            ? new Hop(step, (string)activity.GetTagItem(FromTag)!, (string)activity.GetTagItem(ToTag)!, over, (string)activity.GetTagItem(MessageTag)!)
            : null;

    public static string ReadOutcome(Activity activity) => activity.GetTagItem(OutcomeTag) as string ?? Ok;

    public static int? ReadSize(Activity activity) => activity.GetTagItem(BytesTag) as int?;

    /// <summary>Starts recording a visit, under which all its hops lie. It is no hop itself.</summary>
    internal static Activity? StartVisit(string kind, string? city)
    {
        var activity = Source.StartActivity("Visit");
        activity?.SetTag(KindTag, kind);
        if (city is not null)
            activity?.SetTag(CityTag, city);
        return activity;
    }

    static KeyValuePair<string, object?>[] Tags(Hop hop) =>
        [new(StepTag, hop.Step), new(FromTag, hop.From), new(ToTag, hop.To), new(OverTag, hop.Over.Name()), new(MessageTag, hop.Message)];
}
