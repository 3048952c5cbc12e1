namespace KioskSim.Load.Histograms;

/// <summary>An interval as it will stand in a log: a run has thousands, and a histogram laid out takes 190 KB.</summary>
public sealed record CodedInterval(string Tag, TimeSpan From, TimeSpan Length, byte[] Code)
{
    public static CodedInterval Of(string tag, TimeSpan from, TimeSpan length, Histogram histogram) => new(tag, from, length, HistogramCode.Encode(histogram));

    public Interval Decoded() => new(Tag, From, Length, HistogramCode.Decode(Code));
}
