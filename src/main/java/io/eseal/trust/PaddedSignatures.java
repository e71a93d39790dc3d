package io.eseal.trust;

import eu.europa.esig.dss.cms.CMS;
import eu.europa.esig.dss.cms.object.CMSObjectUtils;
import eu.europa.esig.dss.model.InMemoryDocument;

/**
 * Reads the signature of a PDF for DSS, which finds this class as a service. A PDF pads its signatures with zeros (ISO
 * 32000-1, table 252), and since Bouncy Castle 1.85 such bytes are no CMS, while a stream of them is: DSS 6.4 asks with
 * the bytes and finds no signature, without an exception.
 *
 * @see <a href="https://github.com/bcgit/bc-java/issues/2360">bc-java#2360</a>
 */
public final class PaddedSignatures extends CMSObjectUtils {

    @Override
    public CMS parseToCMS(byte[] signature) {
        return parseToCMS(new InMemoryDocument(signature));
    }
}
