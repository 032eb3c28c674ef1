namespace Candor.Guard.Detect.Topics;

/// <summary>How much a term says about its topic.</summary>
enum TopicStrength : byte
{
    None = 0,
    /// <summary>An ordinary word that names the topic only beside other evidence.</summary>
    Weak = 1,
    /// <summary>Something the visitor does that tells the topic.</summary>
    Act = 2,
    /// <summary>Names the topic by itself.</summary>
    Strong = 3,
}
