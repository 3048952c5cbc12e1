using KioskSim.Ipp;

namespace KioskSim.PrinterEmulator.Endpoint;

/// <summary>Which attributes an answer is to hold (RFC 8011 sections 4.2.5.1 and 4.3.4.1): names, or groups of them.</summary>
sealed class AttributeChoice
{
    public const string All = "all";
    public const string JobTemplate = "job-template";

    readonly HashSet<string> _names;

    AttributeChoice(IEnumerable<string> names) => _names = [.. names];

    /// <summary>Of a job that has just been taken.</summary>
    public static AttributeChoice NewJob { get; } = new(["job-uri", "job-id", "job-state", "job-state-reasons", "job-media-sheets"]);

    /// <summary>Of jobs in a list about which nothing is asked.</summary>
    public static IReadOnlyList<string> JobName { get; } = ["job-uri", "job-id"];

    /// <param name="operation">The request's operation attributes.</param>
    /// <param name="otherwise">Where nothing is asked for; none: all.</param>
    public static AttributeChoice Of(IppGroup operation, IReadOnlyList<string>? otherwise = null) =>
        new(operation["requested-attributes"] is null ? otherwise ?? [All] : operation.Texts("requested-attributes"));

    /// <param name="template">Whether these describe what a job may ask for, or did.</param>
    /// <param name="description">The group of all the others.</param>
    public IEnumerable<IppAttribute> From(IEnumerable<IppAttribute> attributes, bool template, string description)
    {
        var group = template ? JobTemplate : description;
        return attributes.Where(a => _names.Contains(All) || _names.Contains(group) || _names.Contains(a.Name));
    }
}
